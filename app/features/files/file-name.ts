import type { FileKind } from "#db/schema/files";
import { findPatientDetails } from "~/features/guard/patient-details.policy";
import { DIRECTIONS } from "~/lib/unseen";

const LONGEST = 80;
const LONGEST_READ = 255;
/** What a path, a header or Markdown would read as something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const SIGNS = /[\u0000-\u001F\u007F/\\:*?"<>|[\]()`]+/g;

/** A name as people read it: no path, nothing unseen, and the ending of what it is. */
export function fileName(typed: string, kind: FileKind): string {
  const last = typed.slice(Math.max(typed.lastIndexOf("/"), typed.lastIndexOf("\\")) + 1);
  // as many as may turn out to be unseen; what follows is slow with a name of a million letters
  const words = last
    .replace(/\.[a-z0-9]{1,5}$/i, "")
    .slice(0, LONGEST_READ)
    .normalize("NFC")
    .replace(DIRECTIONS, "")
    .replace(/\p{Cf}/gu, "")
    .replace(SIGNS, " ")
    .replace(/^[\s.]+/, "")
    .replace(/\s+/g, " ");
  const stem =
    [...words]
      .slice(0, LONGEST)
      .join("")
      .replace(/[\s.]+$/, "") || (kind === "picture" ? "Picture" : "File");
  return `${stem}.${kind === "picture" ? "webp" : kind}`;
}

/** Whether a name may identify a patient: as it stands, and with its parts told apart, which names of files join as texts do not. */
export function mayNamePatient(name: string, year: number): boolean {
  const apart = name.replace(/[_.~+-]+/g, " ");
  const readings = [name, apart, apart.replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, " ")];
  return readings.some((each) => findPatientDetails(each, year).length > 0);
}
