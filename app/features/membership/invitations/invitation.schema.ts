import { z } from "zod";
import { FullNameField } from "~/features/accounts/details/profile.schema";
import { AddressField } from "~/features/people/address.schema";
import { endOfDay } from "~/lib/dates";

const MESSAGE_MAX = 2000;

const number = z.string().trim().max(4).default("");

/** What a sponsor types. The three parts of the last day become one moment: the end of that day in London. */
export const InviteSchema = z
  .object({
    email: AddressField,
    fullName: FullNameField,
    groups: z.array(z.string().max(100)).max(50).default([]),
    endsDay: number,
    endsMonth: number,
    endsYear: number,
    message: z.string().trim().max(MESSAGE_MAX, `The message must be ${MESSAGE_MAX} characters or fewer`).default(""),
  })
  .superRefine((typed, check) => {
    if (typed.groups.length === 0) check.addIssue({ code: "custom", path: ["groups"], message: "Choose at least one group" });
    if (!lastDayOf(typed)) check.addIssue({ code: "custom", path: ["endsDay"], message: "Enter the last day, like 31 3 2027" });
  });

export type Invite = z.output<typeof InviteSchema>;

/** When the membership ends; null when no such day was typed. */
export function lastDayOf({ endsDay, endsMonth, endsYear }: Pick<Invite, "endsDay" | "endsMonth" | "endsYear">): Date | null {
  if (![endsDay, endsMonth].every((part) => /^\d{1,2}$/.test(part)) || !/^\d{4}$/.test(endsYear)) return null;
  return endOfDay(Number(endsYear), Number(endsMonth), Number(endsDay));
}
