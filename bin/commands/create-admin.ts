import { defineCommand } from "citty";
import { jsonFlag, Refusal, refuseUnknown, tell, UsageError } from "./outcome";
import { withPortal } from "./with-portal";

const args = { ...jsonFlag, email: { type: "string", description: "E-mail address", required: true } } as const;

export const createAdmin = defineCommand({
  meta: { name: "create-admin", description: "Make an administrator: whoever has an account gets the role, others a link to set one up" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    const { canonicalAddress } = await import("~/lib/address");
    const canonical = canonicalAddress(given.email);
    if (!canonical) throw new UsageError(`“${given.email}” is not an e-mail address.`);
    await withPortal("portal create-admin", async (ctx) => {
      const accounts = await import("~/features/accounts/sign-in/create-admin.server");
      const admin = await accounts.createAdmin(ctx, canonical);
      if ("reason" in admin) throw new Refusal("This account cannot sign in: it is suspended or closed. Let it sign in again first.");
      tell(
        given.json,
        { ok: true, ...admin },
        admin.granted ? ["This account is now an administrator."] : setUpLines(admin.link, admin.expiresAt),
      );
    });
  },
});

export const setUpLines = (link: string, expiresAt: Date) => [
  "Whoever opens this address becomes the administrator. It works once:",
  `  ${link}`,
  `until ${expiresAt.toISOString()}. Hand it over in person, not by mail.`,
];
