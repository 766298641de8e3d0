import { z } from "zod";
import { canonicalAddress } from "~/lib/address";

/** A typed e-mail address; gives its canonical form. */
export const AddressField = z
  .string()
  .max(320, "Enter a shorter email address")
  .transform((typed, check) => {
    if (typed.trim() === "") {
      check.addIssue({ code: "custom", message: "Enter your email address" });
      return z.NEVER;
    }
    const canonical = canonicalAddress(typed);
    if (canonical) return canonical;
    check.addIssue({ code: "custom", message: "Enter an email address in the correct format, like name@example.com" });
    return z.NEVER;
  });
