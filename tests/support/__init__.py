"""What tests share: builders, cases, logs, servers. No test lives here."""
