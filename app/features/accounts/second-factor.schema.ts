import { z } from "zod";

const code = z.string("Enter the security code").trim().min(1, "Enter the security code").max(20, "A security code has 6 digits");

export const SetUpFactorSchema = z.object({ code });

export const RemoveFactorSchema = z.object({
  currentPassword: z.string("Enter your current password").min(1, "Enter your current password"),
  code,
});
