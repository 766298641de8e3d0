const WORDS =
  "practice patient rota locum appointment triage partner contract payroll pension referral letter scan record consent audit inspection reception telephone queue online access hub vaccine clinic cover sickness appraisal training invoice budget claim premises lease boiler damp printer server password phishing backup complaint apology meeting agenda network manager nurse pharmacist registrar retainer session morning evening Saturday winter summer holiday deadline template policy protocol checklist".split(
    " ",
  );

/** Words at random, the first of the list more often than the last. */
export const sentence = (random: () => number, length: number) => {
  const words = Array.from({ length }, () => WORDS[Math.floor(random() ** 2 * WORDS.length)]!);
  return words.join(" ").replace(/^./, (letter) => letter.toUpperCase());
};

/** A small generator of numbers that can be repeated (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
