"""BPMN 2.0 in and out: drawings of other tools become templates (`read`), templates drawings (`write`)."""
