import { Tag } from "~/components/ui/tag";
import type { Readers } from "../types";

/** A small word for a place that is not open to everybody. */
export const ReadersTag = ({ readers: { audience, groups } }: { readers: Readers }) =>
  audience === "open" ? null : <Tag tone="grey">{audience === "members" ? "Members" : groups.join(", ")}</Tag>;
