import { z } from "zod";
import { AddressField } from "~/features/people/address.schema";

const chosen = z.string("Enter a new password").min(1, "Enter a new password");

export const ForgotPasswordSchema = z.object({ email: AddressField });

export const ResetPasswordSchema = z.object({ password: chosen });

export const ChangePasswordSchema = z.object({ newPassword: chosen });
