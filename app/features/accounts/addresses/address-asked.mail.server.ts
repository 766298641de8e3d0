import { findProofById } from "~/features/people/proofs.server";
import { maskAddress } from "~/lib/address";
import { addressAlert } from "./address-alert-mail.server";

/** `about` is the claim: the address is nobody's yet. */
export const addressAskedMail = addressAlert({
  name: "address-asked",
  subject: "A new address was asked for in your account",
  async find(ctx, about) {
    const proof = await findProofById(ctx, about);
    return proof ? maskAddress(proof.canonical) : null;
  },
  happened: (address) =>
    `Somebody asked to add another email address${address ? ` (${address})` : ""} to your account. It is added when the link that we sent there is confirmed, signed in to your account.`,
});
