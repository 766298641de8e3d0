import { expect } from "vitest";

/** A piece, over and over, to this length. */
export const to = (length: number, piece: string) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** The processor's milliseconds that some work took. */
export function cost(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1000;
}

/**
 * Four times the text cost four times the work in linear time and sixteen times in quadratic: the line is drawn at nine, of 20 ms or more.
 * What else runs on the machine can make one measurement long, not three.
 */
export function expectLinear(make: (length: number) => string, work: (text: string) => unknown, length = 4000): void {
  const [short, long] = [make(length), make(4 * length)];
  work(short);
  const isLinear = () =>
    cost(() => work(long)) <
    9 *
      Math.max(
        20,
        cost(() => work(short)),
      );
  expect(isLinear() || isLinear() || isLinear()).toBe(true);
}
