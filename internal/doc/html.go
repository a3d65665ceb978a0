package doc

import "errors"

func readHTML(d *Document, data []byte) error { return errors.New("html is not read yet") }
