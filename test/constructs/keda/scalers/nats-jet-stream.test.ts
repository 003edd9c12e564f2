import {
  type NatsJetStreamScalerProps,
  natsJetStream,
} from "../../../../constructs/keda/scalers/nats-jet-stream";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: NatsJetStreamScalerProps = {
  monitoringEndpoint: "nats.nats:8222",
  stream: "orders",
  consumer: "billing",
};

function problemsWith(props: Partial<NatsJetStreamScalerProps>): string[] {
  return codes(bindProblems(natsJetStream({ ...PROPS, ...props })));
}

describe("natsJetStream", () => {
  it("looks into the account of a server without accounts", () => {
    expect(bind(natsJetStream(PROPS))).toEqual({
      trigger: {
        type: "nats-jetstream",
        metadata: {
          natsServerMonitoringEndpoint: "nats.nats:8222",
          account: "$G",
          stream: "orders",
          consumer: "billing",
        },
      },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders every prop", () => {
    const { metadata } = bind(
      natsJetStream({
        ...PROPS,
        useHttps: true,
        account: "shop",
        accountId: "ADQBT",
        lagThreshold: 100,
        activationLagThreshold: 5,
      }),
    ).trigger;
    expect(metadata).toEqual({
      natsServerMonitoringEndpoint: "nats.nats:8222",
      useHttps: "true",
      account: "shop",
      accountID: "ADQBT",
      stream: "orders",
      consumer: "billing",
      lagThreshold: "100",
      activationLagThreshold: "5",
    });
  });

  it("takes an id for the account", () => {
    const { metadata } = bind(natsJetStream({ ...PROPS, accountId: "ADQBT" })).trigger;
    expect(metadata).toMatchObject({ accountID: "ADQBT" });
    expect(metadata.account).toBeUndefined();
  });

  it("keeps references out of the metadata", () => {
    const reference = (key: string) => SecretFrom.secret("nats", key);
    const bound = bind(
      natsJetStream({
        ...PROPS,
        monitoringEndpoint: reference("endpoint"),
        account: reference("account"),
        accountId: reference("id"),
      }),
    );
    expect(bound.trigger.metadata).toEqual({ stream: "orders", consumer: "billing" });
    expect(bound.authentication).toEqual({
      identity: undefined,
      secrets: {
        natsServerMonitoringEndpoint: reference("endpoint"),
        account: reference("account"),
        accountID: reference("id"),
      },
    });
  });

  it("finds the server in a shared authentication", () => {
    const reference = { name: "nats", kind: "TriggerAuthentication" } as const;
    const authentication = { reference, identity: undefined };
    const { trigger } = bind(natsJetStream({ stream: "orders", consumer: "billing", authentication }));
    expect(trigger.authenticationRef).toEqual(reference);
  });

  it.each(["http://nats.nats:8222", "nats.nats:8222/jsz"])("fails for the endpoint %s", (endpoint) => {
    expect(problemsWith({ monitoringEndpoint: endpoint })).toEqual(["monitoringEndpoint scheme-in-endpoint"]);
  });

  it("fails without an endpoint", () => {
    expect(problemsWith({ monitoringEndpoint: undefined })).toEqual(["monitoringEndpoint missing-required"]);
  });

  it("fails on empty names", () => {
    expect(problemsWith({ stream: "", consumer: "", accountId: "" })).toEqual([
      "stream wrong-type",
      "consumer wrong-type",
      "accountId wrong-type",
    ]);
  });
});
