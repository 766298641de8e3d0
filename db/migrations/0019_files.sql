CREATE TABLE "file_uses" (
	"file_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"holder_id" uuid NOT NULL,
	CONSTRAINT "file_uses_file_id_kind_holder_id_pk" PRIMARY KEY("file_id","kind","holder_id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"owner_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"size" integer NOT NULL,
	"width" integer,
	"height" integer,
	"hash" text NOT NULL,
	"state" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "file_by_code" UNIQUE("code"),
	CONSTRAINT "file_picture" CHECK (("files"."kind" = 'picture') = ("files"."width" is not null) and ("files"."width" is null) = ("files"."height" is null))
);
--> statement-breakpoint
ALTER TABLE "file_uses" ADD CONSTRAINT "file_uses_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_owner_id_persons_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "file_use_of_holder" ON "file_uses" USING btree ("holder_id");--> statement-breakpoint
CREATE INDEX "file_by_owner" ON "files" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "file_waiting" ON "files" USING btree ("id") WHERE "files"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "file_gone" ON "files" USING btree ("id") WHERE "files"."gone_at" is not null;--> statement-breakpoint
CREATE INDEX "file_age" ON "files" USING btree ("uploaded_at");