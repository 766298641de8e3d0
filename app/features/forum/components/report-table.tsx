import { Table } from "~/components/ui/table";
import { Tag } from "~/components/ui/tag";
import { When } from "~/components/ui/when";
import { placeWords, reportedPath } from "~/features/forum/moderation/moderation-words";
import { REASONS, type Reason } from "~/features/forum/reports/report.schema";
import type { Moment } from "../types";

type Reported = {
  topic: { code: string; title: string; page: string | null };
  number: number;
  author: string;
  isHidden: boolean;
  reports: number;
  reasons: readonly Reason[];
  oldest: Moment;
};

export const ReportTable = ({ reports }: { reports: readonly Reported[] }) => (
  <Table
    caption="Reported posts, patients’ details first, then what members told us, then the oldest"
    captionHidden
    columns={[
      { heading: "Post", cell: (post) => <a href={reportedPath(post)}>{placeWords(post)}</a> },
      { heading: "Author", cell: ({ author }) => author },
      { heading: "Why", cell: ({ reasons }) => reasons.map((reason) => REASONS[reason].label).join(", ") },
      { heading: "Reports", isNumber: true, cell: ({ reports }) => reports },
      { heading: "Since", cell: ({ oldest }) => <When at={oldest} time /> },
      { heading: "State", cell: ({ isHidden }) => (isHidden ? <Tag tone="yellow">Hidden</Tag> : <Tag>Shown</Tag>) },
    ]}
    rows={reports}
    rowKey={({ topic, number }) => `${topic.code}-${number}`}
  />
);
