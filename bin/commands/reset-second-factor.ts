import { defineCommand } from "citty";
import { jsonFlag, refuseUnknown, tell, UsageError } from "./outcome";
import { withPortal } from "./with-portal";

const args = { ...jsonFlag, email: { type: "string", description: "E-mail address of the account", required: true } } as const;

export const resetSecondFactor = defineCommand({
  meta: { name: "reset-second-factor", description: "Take the second factor of somebody who lost it; make sure first who asks" },
  args,
  async run({ args: given }) {
    refuseUnknown(given, args);
    const { canonicalAddress } = await import("~/lib/address");
    const canonical = canonicalAddress(given.email);
    if (!canonical) throw new UsageError(`“${given.email}” is not an e-mail address.`);
    await withPortal("portal reset-second-factor", async (ctx) => {
      const accounts = await import("~/features/accounts/second-factor/reset-second-factor.server");
      const reset = await accounts.resetSecondFactor(ctx, canonical);
      tell(given.json, { ok: true, reset }, [
        reset
          ? "The second factor and all sessions are gone. Their owner is told by mail, and sets up a new one at the next sign-in."
          : "This account has no second factor.",
      ]);
    });
  },
});
