import { atLeastOne, conflicting, values, words } from "./notation";
import type { TypeOverrides } from "./types";

/** What the bindings of aws do not say about logs, alarms, events, audit and budgets. */
export const AWS_OBSERVABILITY: Readonly<Record<string, TypeOverrides>> = {
  aws_budgets_budget: {
    forceNew: words("account_id name name_prefix"),
    rules: [
      conflicting("limit_amount planned_limit"),
      conflicting("limit_unit planned_limit"),
      conflicting("name name_prefix"),
    ],
  },
  aws_cloudtrail: {
    forceNew: words("name"),
    items: { event_selector: { max: 5 } },
    rules: [conflicting("advanced_event_selector event_selector")],
  },
  aws_cloudwatch_dashboard: {
    forceNew: words("dashboard_name"),
  },
  aws_cloudwatch_event_bus: {
    forceNew: words("event_source_name name"),
  },
  aws_cloudwatch_event_rule: {
    forceNew: words("event_bus_name name name_prefix"),
    rules: [
      atLeastOne("event_pattern schedule_expression"),
      conflicting("is_enabled state"),
      conflicting("name name_prefix"),
    ],
  },
  aws_cloudwatch_event_target: {
    forceNew: words("event_bus_name rule target_id"),
    items: {
      "ecs_target.ordered_placement_strategy": { max: 5 },
      "ecs_target.placement_constraint": { max: 10 },
      run_command_targets: { max: 5 },
      "sagemaker_pipeline_target.pipeline_parameter_list": { max: 200 },
    },
    rules: [conflicting("input input_path"), conflicting("input input_transformer")],
  },
  aws_cloudwatch_log_group: {
    forceNew: words("log_group_class name name_prefix"),
    rules: [
      conflicting("name name_prefix"),
      values("log_group_class", "STANDARD INFREQUENT_ACCESS DELIVERY"),
      values(
        "retention_in_days",
        "0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653",
      ),
    ],
  },
  aws_cloudwatch_log_metric_filter: {
    forceNew: words("log_group_name name"),
  },
  aws_cloudwatch_log_resource_policy: {
    forceNew: words("policy_name"),
  },
  aws_cloudwatch_log_stream: {
    forceNew: words("log_group_name name"),
  },
  aws_cloudwatch_log_subscription_filter: {
    forceNew: words("destination_arn log_group_name name"),
    rules: [values("distribution", "Random ByLogStream")],
  },
  aws_cloudwatch_metric_alarm: {
    forceNew: words("alarm_name"),
    rules: [
      conflicting("dimensions metric_query"),
      conflicting("extended_statistic statistic"),
      conflicting("metric_name metric_query"),
      conflicting("metric_query namespace"),
      conflicting("metric_query period"),
      conflicting("threshold threshold_metric_id"),
      values(
        "comparison_operator",
        "GreaterThanOrEqualToThreshold GreaterThanThreshold LessThanThreshold LessThanOrEqualToThreshold LessThanLowerOrGreaterThanUpperThreshold LessThanLowerThreshold GreaterThanUpperThreshold",
      ),
    ],
  },
  aws_config_config_rule: {
    forceNew: words("name"),
    items: { "source.source_detail": { max: 25 } },
  },
  aws_config_configuration_recorder: {
    forceNew: words("name"),
    rules: [values("recording_mode.recording_frequency", "CONTINUOUS DAILY")],
  },
  aws_prometheus_rule_group_namespace: {
    forceNew: words("name workspace_id"),
  },
  aws_prometheus_workspace: {
    forceNew: words("kms_key_arn"),
  },
};
