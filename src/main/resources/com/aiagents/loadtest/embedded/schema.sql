-- The two tables of the system under test that the suite reads, with its row-level security.
CREATE TABLE tenant_configs (
  id uuid PRIMARY KEY,
  tenant_id varchar(100) UNIQUE NOT NULL,
  name varchar(255) NOT NULL,
  servicedesk_url varchar(500) NOT NULL,
  servicedesk_api_key_encrypted text NOT NULL,
  webhook_signing_secret_encrypted text NOT NULL,
  enhancement_preferences json NOT NULL DEFAULT '{}',
  rate_limits json DEFAULT '{"webhooks":{"ticket_created":100,"ticket_resolved":100}}',
  is_active boolean NOT NULL DEFAULT true,
  tool_type varchar(50) NOT NULL DEFAULT 'servicedesk_plus',
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE enhancement_history (
  id uuid PRIMARY KEY,
  tenant_id varchar(100) NOT NULL,
  ticket_id varchar(100) NOT NULL,
  status varchar(50) NOT NULL,
  context_gathered json,
  llm_output text,
  error_message text,
  processing_time_ms integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  completed_at timestamptz
);
CREATE INDEX ON enhancement_history (tenant_id);
CREATE INDEX ON enhancement_history (ticket_id);
CREATE INDEX ON enhancement_history (status);
CREATE INDEX ON enhancement_history (tenant_id, ticket_id);

ALTER TABLE enhancement_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant_configs ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON enhancement_history
  USING (tenant_id = current_setting('app.current_tenant_id', true));
CREATE POLICY tenant_isolation ON tenant_configs
  USING (tenant_id = current_setting('app.current_tenant_id', true));

GRANT SELECT, INSERT, UPDATE, DELETE ON enhancement_history, tenant_configs TO aiagents;
