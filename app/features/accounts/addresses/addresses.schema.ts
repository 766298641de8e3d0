import { z } from "zod";
import { AddressField } from "~/features/people/address.schema";

const address = z.uuid("Choose an address");

export const AddAddressSchema = z.object({ email: AddressField });
export const ChooseAddressSchema = z.object({ address });
