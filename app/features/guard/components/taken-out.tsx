import { When } from "~/components/ui/when";
import { TAKE_OUT_WORDS, type TakeOutReason } from "../taken-out";

export type TakenOut = { takenOutAt: Date | string | null; takenOutBy: string | null; takenOutWhy: TakeOutReason | null };

/** What stands where a text was that was taken out; nothing for any other. */
export const TakenOutNote = ({ of: { takenOutAt, takenOutBy, takenOutWhy } }: { of: TakenOut }) =>
  takenOutAt ? (
    <p>
      Taken out on <When at={takenOutAt} />
      {takenOutBy ? ` by ${takenOutBy}` : ""}
      {takenOutWhy ? `. ${TAKE_OUT_WORDS[takenOutWhy]}.` : "."}
    </p>
  ) : null;
