import { z } from "zod";

const code = z.string("Enter the security code").trim().min(1, "Enter the security code").max(20, "A security code has 6 digits");

const currentPassword = z.string("Enter your current password").min(1, "Enter your current password");

export const RecoveryCodeField = z
  .string("Enter a recovery code")
  .trim()
  .min(1, "Enter a recovery code")
  .max(40, "A recovery code has 16 letters and figures");

/** The first code of an app. */
export const NewAppSchema = z.object({ code });

export const LostAppSchema = z.object({ currentPassword, recoveryCode: RecoveryCodeField });
