import { atLeastOne, conflicting, exactlyOne, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about networks: VPC, subnets, gateways, routes, security groups, endpoints. */
export const AWS_NETWORK: Readonly<Record<string, TypeOverrides>> = {
  aws_api_gateway_deployment: {
    forceNew: words("rest_api_id triggers variables"),
  },
  aws_api_gateway_rest_api: {
    rules: [
      values("api_key_source", "HEADER AUTHORIZER"),
      values("endpoint_configuration.types", "REGIONAL EDGE PRIVATE"),
      values("put_rest_api_mode", "merge overwrite"),
    ],
  },
  aws_api_gateway_stage: {
    forceNew: words("rest_api_id stage_name"),
  },
  aws_apigatewayv2_api: {
    forceNew: words("credentials_arn protocol_type route_key target"),
    rules: [values("protocol_type", "WEBSOCKET HTTP")],
  },
  aws_apigatewayv2_stage: {
    forceNew: words("api_id name"),
    rules: [
      values("default_route_settings.logging_level", "ERROR INFO OFF"),
      values("route_settings.logging_level", "ERROR INFO OFF"),
    ],
  },
  aws_default_network_acl: {
    forceNew: words("default_network_acl_id"),
  },
  aws_default_route_table: {
    forceNew: words("default_route_table_id"),
  },
  aws_default_security_group: {
    forceNew: words("vpc_id"),
  },
  aws_ec2_managed_prefix_list: {
    forceNew: words("address_family"),
    rules: [values("address_family", "IPv4 IPv6")],
  },
  aws_ec2_transit_gateway: {
    forceNew: words("multicast_support"),
    rules: [
      values("auto_accept_shared_attachments", "enable disable"),
      values("default_route_table_association", "enable disable"),
      values("default_route_table_propagation", "enable disable"),
      values("dns_support", "enable disable"),
      values("multicast_support", "enable disable"),
      values("security_group_referencing_support", "enable disable"),
      values("vpn_ecmp_support", "enable disable"),
    ],
  },
  aws_ec2_transit_gateway_route: {
    forceNew: words(
      "blackhole destination_cidr_block transit_gateway_attachment_id transit_gateway_route_table_id",
    ),
  },
  aws_ec2_transit_gateway_route_table: {
    forceNew: words("transit_gateway_id"),
  },
  aws_ec2_transit_gateway_vpc_attachment: {
    forceNew: words("transit_gateway_id vpc_id"),
    rules: [
      values("appliance_mode_support", "enable disable"),
      values("dns_support", "enable disable"),
      values("ipv6_support", "enable disable"),
      values("security_group_referencing_support", "enable disable"),
    ],
  },
  aws_egress_only_internet_gateway: {
    forceNew: words("vpc_id"),
  },
  aws_eip: {
    forceNew: words("address domain ipam_pool_id network_border_group public_ipv4_pool"),
  },
  aws_eip_association: {
    forceNew: words(
      "allocation_id allow_reassociation instance_id network_interface_id private_ip_address public_ip",
    ),
    rules: [exactlyOne("instance_id network_interface_id")],
  },
  aws_flow_log: {
    forceNew: words(`
      deliver_cross_account_role eni_id iam_role_arn log_destination log_destination_type log_format
      max_aggregation_interval subnet_id traffic_type transit_gateway_attachment_id transit_gateway_id
      vpc_id destination_options
    `),
    rules: [
      exactlyOne("eni_id subnet_id transit_gateway_attachment_id transit_gateway_id vpc_id"),
      values("destination_options.file_format", "plain-text parquet"),
      values("log_destination_type", "cloud-watch-logs s3 kinesis-data-firehose"),
      values("max_aggregation_interval", "60 600"),
      values("traffic_type", "ACCEPT REJECT ALL"),
    ],
  },
  aws_nat_gateway: {
    forceNew: words("allocation_id connectivity_type private_ip subnet_id"),
    rules: [
      conflicting("secondary_private_ip_address_count secondary_private_ip_addresses"),
      values("connectivity_type", "private public"),
    ],
  },
  aws_network_acl: {
    forceNew: words("vpc_id"),
  },
  aws_network_acl_rule: {
    forceNew: words(`
      cidr_block egress from_port icmp_code icmp_type ipv6_cidr_block network_acl_id protocol rule_action
      rule_number to_port
    `),
    rules: [exactlyOne("cidr_block ipv6_cidr_block"), values("rule_action", "allow deny")],
  },
  aws_network_interface: {
    forceNew: words("interface_type private_ips subnet_id"),
    rules: [
      conflicting("ipv4_prefix_count ipv4_prefixes"),
      conflicting("ipv6_address_count ipv6_addresses"),
      conflicting("ipv6_address_list ipv6_addresses"),
      conflicting("ipv6_prefix_count ipv6_prefixes"),
      conflicting("private_ip_list private_ips"),
      conflicting("private_ip_list private_ips_count"),
    ],
  },
  aws_route: {
    forceNew: words(
      "destination_cidr_block destination_ipv6_cidr_block destination_prefix_list_id route_table_id",
    ),
    rules: [
      exactlyOne(
        "carrier_gateway_id core_network_arn egress_only_gateway_id gateway_id local_gateway_id nat_gateway_id network_interface_id transit_gateway_id vpc_endpoint_id vpc_peering_connection_id",
      ),
      exactlyOne("destination_cidr_block destination_ipv6_cidr_block destination_prefix_list_id"),
    ],
  },
  aws_route_table: {
    forceNew: words("vpc_id"),
  },
  aws_route_table_association: {
    forceNew: words("gateway_id subnet_id"),
    rules: [exactlyOne("gateway_id subnet_id")],
  },
  aws_security_group: {
    forceNew: words("description name name_prefix vpc_id"),
    rules: [conflicting("name name_prefix")],
  },
  aws_security_group_rule: {
    forceNew: words(`
      cidr_blocks from_port ipv6_cidr_blocks prefix_list_ids protocol security_group_id self
      source_security_group_id to_port type
    `),
    rules: [
      atLeastOne("cidr_blocks ipv6_cidr_blocks prefix_list_ids self source_security_group_id"),
      conflicting("cidr_blocks self"),
      conflicting("cidr_blocks source_security_group_id"),
      conflicting("ipv6_cidr_blocks source_security_group_id"),
      values("type", "egress ingress"),
    ],
  },
  aws_subnet: {
    forceNew: words("availability_zone availability_zone_id cidr_block ipv6_native outpost_arn vpc_id"),
    rules: [
      conflicting("availability_zone availability_zone_id"),
      values("private_dns_hostname_type_on_launch", "ip-name resource-name"),
    ],
  },
  aws_vpc: {
    forceNew: words("cidr_block instance_tenancy ipv4_ipam_pool_id ipv4_netmask_length"),
    rules: [
      conflicting("assign_generated_ipv6_cidr_block ipv6_ipam_pool_id"),
      conflicting("cidr_block ipv4_netmask_length"),
      conflicting("ipv6_cidr_block ipv6_netmask_length"),
      values("instance_tenancy", "default dedicated"),
    ],
  },
  aws_vpc_dhcp_options: {
    forceNew: words(`
      domain_name domain_name_servers ipv6_address_preferred_lease_time netbios_name_servers
      netbios_node_type ntp_servers
    `),
    rules: [
      atLeastOne(
        "domain_name domain_name_servers ipv6_address_preferred_lease_time netbios_name_servers netbios_node_type ntp_servers",
      ),
    ],
  },
  aws_vpc_dhcp_options_association: {
    forceNew: words("vpc_id"),
  },
  aws_vpc_endpoint: {
    forceNew: words("resource_configuration_arn service_name service_network_arn vpc_endpoint_type vpc_id"),
    computedBlocks: words("dns_options"),
    rules: [
      conflicting("resource_configuration_arn service_name"),
      conflicting("service_name service_network_arn"),
      values("vpc_endpoint_type", "Interface Gateway GatewayLoadBalancer Resource ServiceNetwork"),
    ],
  },
  aws_vpc_endpoint_route_table_association: {
    forceNew: words("route_table_id vpc_endpoint_id"),
  },
  aws_vpc_endpoint_subnet_association: {
    forceNew: words("subnet_id vpc_endpoint_id"),
  },
  aws_vpc_ipv4_cidr_block_association: {
    forceNew: words("cidr_block ipv4_ipam_pool_id ipv4_netmask_length vpc_id"),
  },
  aws_vpc_peering_connection: {
    forceNew: words("peer_owner_id peer_region peer_vpc_id vpc_id"),
  },
  aws_vpc_peering_connection_accepter: {
    forceNew: words("vpc_peering_connection_id"),
  },
  aws_vpc_security_group_egress_rule: {
    forceNew: words("security_group_id"),
    rules: [exactlyOne("cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id")],
  },
  aws_vpc_security_group_ingress_rule: {
    forceNew: words("security_group_id"),
    rules: [exactlyOne("cidr_ipv4 cidr_ipv6 prefix_list_id referenced_security_group_id")],
  },
  aws_vpn_gateway: {
    forceNew: words("amazon_side_asn availability_zone"),
  },
};
