import type { PersonaKey } from "../personas";

type Reported = { by: PersonaKey; text: string; reporter: PersonaKey; details: string };

/** Written late in a topic that goes on. Names and numbers are made up. */
export const reported = {
  topic: "Interpreters who are booked, confirmed, paid for and not there",
  /** A moderator read it, and it stands. */
  stands: {
    by: "neil",
    text: "Honestly, whoever wrote our interpreting contract has never met an interpreter, a patient or a Tuesday.",
    reporter: "deborah",
    details: "A bit sharp about the commissioner?",
  },
  /** Hidden since: nobody has looked yet. */
  hidden: {
    by: "yasmin",
    text: "Ours did not come for harold from the corner house in elm lane, the one with the two strokes in spring, and his daughter had to translate all of it.",
    reporter: "nour",
    details: "Anybody in our town knows who that is.",
  },
  /** The guard asked, and it is the number of every training slide. */
  nobodys: {
    by: "imran",
    text: "For anybody who builds the booking form: test the field with 943 476 5919. That NHS number is in every training slide, has a valid check digit and is nobody’s.",
  },
} as const satisfies { topic: string; stands: Reported; hidden: Reported; nobodys: { by: PersonaKey; text: string } };
