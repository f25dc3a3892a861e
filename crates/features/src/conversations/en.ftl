# dynamic: conversations-change-
# dynamic: conversations-mail-

conversations-text-missing = Write your message.
conversations-text-long =
    { $n ->
        [one] Your message is one character too long.
       *[other] Your message is { $n } characters too long.
    }
conversations-many = A conversation holds twelve people at most.
conversations-cannot = This person cannot receive messages for now.
conversations-body-closed = This organisation no longer answers here.
conversations-waits = Your first message has arrived. The conversation will open once this person accepts it.
conversations-declined = This person does not wish to go on with this conversation.
conversations-taken = Somebody else took it meanwhile: go back to the conversation.
conversations-alone = Conversation without anybody else
conversations-older = Older messages
conversations-newest = Back to the latest messages
conversations-by = Message from { $name }
conversations-written-by = written by { $name }
conversations-note = Internal note
conversations-take-back = Take back
conversations-taken-back = Message taken back
conversations-read = Read
conversations-change-accepted = { $who } joined the conversation.
conversations-change-added = { $who } invited { $whom }.
conversations-change-left = { $who } left the conversation.
conversations-change-done = Request dealt with.
conversations-change-reopened = Conversation open again.
conversations-change-taken = { $who } takes it.
conversations-change-given = { $who } gives the conversation to { $whom }.
conversations-change-free = { $who } leaves the conversation to the whole team.
conversations-change-other = The conversation changed.
conversations-mail-hello = Hello,
conversations-mail-button = Read and answer
conversations-mail-reason = You get this e-mail because a message waits for you. No other will come for this conversation until you read it.
conversations-mail-message-subject = { $who } wrote to you
conversations-mail-message = { $who } sent you a message.
conversations-mail-request-subject = { $who } would like to write to you
conversations-mail-request = { $who } writes to you for the first time. You may accept or decline.
conversations-mail-body-subject = { $who } writes to { $body }
conversations-mail-body = { $who } wrote to { $body }. Everybody who represents it may answer.
conversations-mail-added-subject = You are invited to a conversation
conversations-mail-added = You are invited to a conversation of several people.
