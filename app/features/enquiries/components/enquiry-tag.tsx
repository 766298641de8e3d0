import { Tag } from "~/components/ui/tag";
import { type EnquiryState, STATE_WORDS } from "../enquiry.policy";

const TONES = { new: "yellow", open: "yellow", answered: "green", closed: "grey" } as const;

/** How an enquiry stands; one that nobody answered in time says that instead. */
export const EnquiryTag = ({ state, isOverdue }: { state: EnquiryState; isOverdue: boolean }) =>
  isOverdue && state !== "answered" ? <Tag tone="red">Overdue</Tag> : <Tag tone={TONES[state]}>{STATE_WORDS[state]}</Tag>;
