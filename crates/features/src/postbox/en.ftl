# The mail of the demonstration.
postbox-title = Mail of the demonstration
postbox-lead = In a demonstration no message leaves: all of them are read here.
postbox-to = Recipient
postbox-filter = Filter
postbox-none = No message
postbox-none-text = Propose an idea, comment, or create an account: messages will arrive here.
postbox-none-do = See the ideas
postbox-back = All messages
postbox-for = To { $address }
postbox-html = See it laid out
postbox-headers = Headers of the message
