import { z } from "zod";
import { AddressField } from "~/features/people/address.schema";

const currentPassword = z.string("Enter your current password").min(1, "Enter your current password");
const address = z.uuid("Choose an address");

export const AddAddressSchema = z.object({ email: AddressField, currentPassword });
export const ChooseAddressSchema = z.object({ address, currentPassword });
export const RestartAddressSchema = z.object({ address });
