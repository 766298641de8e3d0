CREATE TABLE "page_changes" (
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"part" text NOT NULL,
	"changed_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "page_changes_txid_part_pk" PRIMARY KEY("txid","part")
);
--> statement-breakpoint
CREATE INDEX "page_change_age" ON "page_changes" USING btree ("changed_at");