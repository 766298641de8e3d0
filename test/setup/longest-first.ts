import { BaseSequencer, type TestSpecification } from "vitest/node";

const LONGEST_FIRST = ["e2e", "fault", "attack"];

/** The kinds whose files take minutes begin, so that none of them is left to run alone at the end. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = LONGEST_FIRST.flatMap((kind) => sorted.filter(({ project }) => project.name === kind));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}
