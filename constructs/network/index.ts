export type { FlowLogSettings, FlowLogs } from "./flow-logs";
export type { NetworkAttributes } from "./imported-network";
export type { InternetAccess, NatGatewayChoice } from "./internet-access";
export * from "./network";
export type { SubnetChoice } from "./subnet-blocks";
export type { Subnets, ZoneSubnet } from "./subnets";
export type { InterfaceEndpoint, VpcEndpoints } from "./vpc-endpoints";
