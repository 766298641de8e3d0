export const BULK_ACTS = ["move", "audience", "owner", "take-down", "trash"] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

/** Of one list; of what was typed into the address beyond that nothing is done. */
const MOST = 50;

/** `done`: of several pages, after their number. */
export const BULK_WORDS: Record<BulkAct, { button: string; title: string; done: string }> = {
  move: { button: "Move below…", title: "Move pages", done: "moved. Old addresses lead to the new ones" },
  audience: { button: "Change who may read them", title: "Who may read these pages?", done: "for them now" },
  owner: { button: "Hand over", title: "Who looks after these pages?", done: "handed over" },
  "take-down": { button: "Take down", title: "Take pages down", done: "taken down" },
  trash: { button: "Put into the trash", title: "Put pages into the trash", done: "in the trash" },
};

export const bulkPath = (act: BulkAct) => `/admin/content/bulk/${act}`;

/** The codes of the pages that an address names, each once. */
export const readCodes = (asked: URLSearchParams): string[] => [...new Set(asked.getAll("pages"))].slice(0, MOST);

/** The address that names them, with what else was chosen. */
export function bulkAddress(act: BulkAct, codes: readonly string[], chosen: Record<string, string> = {}): string {
  return `${bulkPath(act)}?${new URLSearchParams([...codes.map((code) => ["pages", code]), ...Object.entries(chosen)])}`;
}
