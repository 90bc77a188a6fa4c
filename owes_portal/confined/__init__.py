"""Files of strangers are read apart from the portal: `outside` starts the process, `inside` is in it."""
