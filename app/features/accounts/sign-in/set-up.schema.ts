import { z } from "zod";
import { FullNameField } from "~/features/accounts/details/profile.schema";
import { AddressField } from "~/features/people/address.schema";

export const SetUpSchema = z.object({
  fullName: FullNameField,
  email: AddressField.optional(),
  password: z.string("Enter a password").min(1, "Enter a password"),
});
