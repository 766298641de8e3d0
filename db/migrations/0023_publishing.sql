CREATE TABLE "content_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"page_id" uuid NOT NULL,
	"act" text NOT NULL,
	"version" integer,
	"at" timestamp with time zone NOT NULL,
	"planned_by" uuid,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_of_page" UNIQUE("page_id","act"),
	CONSTRAINT "plan_version" CHECK (("content_plans"."act" = 'publish') = ("content_plans"."version" is not null))
);
--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_page_id_content_pages_id_fk" FOREIGN KEY ("page_id") REFERENCES "public"."content_pages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_plans" ADD CONSTRAINT "content_plans_planned_by_persons_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "plan_by_moment" ON "content_plans" USING btree ("at");--> statement-breakpoint
CREATE INDEX "plan_by_planner" ON "content_plans" USING btree ("planned_by");