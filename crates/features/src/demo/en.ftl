# The mail of the demonstration.
demo-mail-title = Mail of the demonstration
demo-mail-lead = In a demonstration no message leaves: all of them are read here.
demo-mail-to = Recipient
demo-mail-filter = Filter
demo-mail-none = No message
demo-mail-none-text = Propose an idea, comment, or create an account: messages will arrive here.
demo-mail-none-do = See the ideas
demo-mail-back = All messages
demo-mail-for = To { $address }
demo-mail-html = See it laid out
demo-mail-headers = Headers of the message
