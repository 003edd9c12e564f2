export * from "./aws-account";
