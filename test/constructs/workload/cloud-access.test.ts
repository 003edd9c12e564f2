import {
  DefaultTokenResolver,
  type IResolvable,
  StringConcat,
  type TerraformStack,
  Tokenization,
} from "cdktf";
import { CloudAccess } from "../../../constructs/workload/cloud-access";
import { synth } from "../../support/synth";
import { contextOf, platformIn } from "../../support/workloads";

const READ = { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::one/*"] };
const WRITE = { actions: ["s3:PutObject"], resources: ["arn:aws:s3:::one/*"] };

function accessIn(stack: TerraformStack, annotates: boolean) {
  const { cluster } = platformIn(stack, {}, annotates);
  return { cluster, access: new CloudAccess({ ...contextOf(), cluster }), stack };
}

function resolved(scope: TerraformStack, value: IResolvable): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()) });
}

describe("CloudAccess", () => {
  it("asks the cluster for nothing where nothing is allowed", () => {
    synth((stack) => {
      const { cluster, access } = accessIn(stack, true);
      expect(access.grant([])).toBeUndefined();
      expect([access.granted, cluster.grants, resolved(stack, access.annotations)]).toEqual([
        false,
        {},
        undefined,
      ]);
    });
  });

  it("gives one identity, which takes what comes later", () => {
    synth((stack) => {
      const { cluster, access } = accessIn(stack, true);
      expect(access.grant([READ])?.dependencies).toHaveLength(1);
      expect(access.grant([WRITE])).toBeUndefined();
      expect(access.granted).toBe(true);
      expect(cluster.grants).toEqual({
        "shop.users": { namespace: "shop", serviceAccount: "users", statements: [READ, WRITE] },
      });
      expect(resolved(stack, access.annotations)).toEqual({ "example.com/role": "role-of-users" });
    });
  });

  it("adds no annotation where the cluster asks for none", () => {
    synth((stack) => {
      const { access } = accessIn(stack, false);
      access.grant([READ]);
      expect(resolved(stack, access.annotations)).toBeUndefined();
    });
  });
});
