package doc

func readMarkdown(d *Document, data []byte) error { return readPlain(d, data) }
