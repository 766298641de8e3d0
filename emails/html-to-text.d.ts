declare module "html-to-text" {
  type Selector = { selector: string; format?: string; options?: Record<string, unknown> };
  type Node = { type: string; name?: string; attribs: Record<string, string | undefined>; children: Node[]; parent?: Node };
  type Builder = {
    openList(options: { maxPrefixLength: number; leadingLineBreaks: number; interRowLineBreaks: number }): void;
    openListItem(options: { prefix: string }): void;
    closeListItem(): void;
    closeList(options: { trailingLineBreaks: number }): void;
    openTable(): void;
    openTableRow(): void;
    openTableCell(options: { maxColumnWidth: number }): void;
    closeTableCell(): void;
    closeTableRow(): void;
    closeTable(options: { tableToString: (rows: { text: string }[][]) => string }): void;
  };
  type Formatter = (node: Node, walk: (nodes: Node[], builder: Builder) => void, builder: Builder) => void;
  export function convert(
    html: string,
    options?: {
      wordwrap?: number | false;
      limits?: { maxDepth?: number; maxChildNodes?: number; ellipsis?: string };
      selectors?: Selector[];
      formatters?: Record<string, Formatter>;
    },
  ): string;
}
