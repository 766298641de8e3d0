import { z } from "zod";
import { AddressField } from "~/features/people/address.schema";
import { FullNameField } from "./profile.schema";

export const SetUpSchema = z.object({
  fullName: FullNameField,
  email: AddressField.optional(),
  password: z.string("Enter a password").min(1, "Enter a password"),
});
