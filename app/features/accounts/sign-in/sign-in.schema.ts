import { z } from "zod";
import { RecoveryCodeField } from "~/features/accounts/second-factor/second-factor.schema";
import { canonicalAddress } from "~/lib/address";

/** Whatever is no address belongs to nobody: the answer is that of a wrong password. */
const typedAddress = z
  .string("Enter your email address")
  .trim()
  .min(1, "Enter your email address")
  .max(320, "Enter a shorter email address")
  .transform((typed) => canonicalAddress(typed) ?? "");

export const SignInSchema = z.object({
  email: typedAddress,
  password: z.string("Enter your password").min(1, "Enter your password"),
  remember: z.literal("yes").optional().catch(undefined),
  next: z.string().optional(),
});

export const CodeSchema = z.object({
  code: z.string("Enter the security code").trim().min(1, "Enter the security code").max(20, "A security code has 6 digits"),
  next: z.string().optional(),
});

export const ConfirmSchema = z.object({
  password: z.string("Enter your password").min(1, "Enter your password"),
  /** Not asked of those without a second factor. */
  code: z.string().trim().max(20, "A security code has 6 digits").default(""),
  next: z.string().optional(),
});

export const RecoverySchema = z.object({
  recoveryCode: RecoveryCodeField,
  next: z.string().optional(),
});
