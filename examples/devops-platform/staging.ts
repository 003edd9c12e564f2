import type { DevopsEnvironment } from "./environment";

/** Follows the main branch, and has the previews of pull requests in its cluster. */
export const staging: DevopsEnvironment = {
  name: "staging",
  account: "111122223333",
  region: "eu-central-1",
  domain: "staging.example.com",
  hostedZoneId: "Z0123456789STAGING01",
  network: {
    cidr: "10.60.0.0/16",
    availabilityZones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
    natGateways: "single",
  },
  nodeGroups: {
    general: { instanceTypes: ["m7i.large", "m6i.large"], capacityType: "spot", minSize: 3, maxSize: 10 },
  },
  replicas: { operators: 1, services: 2 },
  databaseCidrs: ["10.61.0.0/24"],
  limits: { errorRatio: 0.05, latencyMs: 1000, cpuRatio: 0.9 },
  flags: { newLogin: 100, mailDigests: 100 },
  sealed: {
    "smtp-password":
      "AgCLmfCra+RGD7stOId4Efmw8XUFRweUqbOI5d2hiYVsfFXbAHODKGaRLBtkz/NRk3DlxD0blTgISujzxVM2ezlfBg2Yii4bHhiVrY8SHfETEgUwTk6RuEhwPtIintVDGKD1o160Yroplz1sFzIm4WiNjSCaa6OtLmxtcd3M6A2OT5I7n1wCWn458ekEjJxctjFcrhX9aqovDBoANVkxZMlBMJJUijRR2nEdKPGe0/Ab0FaZTlshr/EoV3PlStR+VOh6frtWyJvqJw+n58UDQ9PF2PHAOk19UfxlO2PTKquD8JrTC1hLJivv8AEVpyZ0ui6hBXe/RXdP+0463EfZU7IOqgpLpbueNoQBSibgDsT4zAVlRWSY0h1ghikmu36zIcNtG9DrR1PLFu+VG++lnQNv0BciUQiUFbmzdSqGLvAwiUK5wI8uyPOOTHUItpnCp3LlMCjv3zTEk30mHm399cAAjnX67enCRj7w8sDD1SK0I+T2l2XCJaIfHmmkwcKZpH+jLcY2lSTlVzySj6UqTkAjJCGCtnPJne/+odTntSo++zSNT5109Q+6vaSPmG0fLN3TJ7xgYI6e/BfOeHycDh0NpHF/VGmw2wlyO10fHpOVh14Rpcg2PZSdojEEpge0c6WFaqcznjaw6R3ePdvCdoPPSC1W6+LkOylLttUYlqaibS841GXt/mbo0GIs0GSDeqnjjag+Khc+otI8JHci1l69/FrUBRUVxU5c2hjqd7Tl1w==",
  },
  gitOps: { highlyAvailable: false, catalog: { branch: "main" } },
  deletionProtection: false,
  previews: { domain: "previews.staging.example.com", ttlHours: 72 },
};
