CREATE TABLE "forum_imports" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"category_id" uuid,
	"person_id" uuid,
	"topic_id" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "forum_imports_kind_key_pk" PRIMARY KEY("kind","key"),
	CONSTRAINT "import_kind" CHECK ("forum_imports"."kind" in ('category','person','topic')),
	CONSTRAINT "import_made" CHECK (num_nonnulls("forum_imports"."category_id", "forum_imports"."person_id", "forum_imports"."topic_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "forum_permalinks" (
	"path" text PRIMARY KEY NOT NULL,
	"topic_id" uuid NOT NULL,
	"number" integer
);
--> statement-breakpoint
ALTER TABLE "forum_topics" ADD COLUMN "imported_number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_category_id_forum_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."forum_categories"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_imports" ADD CONSTRAINT "forum_imports_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forum_permalinks" ADD CONSTRAINT "forum_permalinks_topic_id_forum_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."forum_topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_by_person" ON "forum_imports" USING btree ("person_id") WHERE "forum_imports"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "import_by_topic" ON "forum_imports" USING btree ("topic_id") WHERE "forum_imports"."topic_id" is not null;--> statement-breakpoint
CREATE INDEX "permalink_by_topic" ON "forum_permalinks" USING btree ("topic_id");