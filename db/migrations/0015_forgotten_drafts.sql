CREATE TABLE "draft_forgotten_places" (
	"place" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
