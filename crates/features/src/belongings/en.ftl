belongings-title = Download my data
belongings-lead = Everything this site knows about you, in open formats.
belongings-json = Everything, as JSON
belongings-json-text = Account, ideas, comments, supports, devices, emails, security log.
belongings-csv = My contributions, as CSV
belongings-csv-text = For a spreadsheet: what you wrote, backed and followed.
