# The safety of an account.
security-title = My security
security-factor = Two-step sign-in
security-factor-text = On top of your password or link, a code read on your phone. Whoever steals your password can do nothing with it.
security-on = On
security-off = Off
security-since = Since { $day }
security-codes-left =
    { $n ->
        [0] You have no spare code left.
        [one] You have one spare code left.
       *[other] You have { $n } spare codes left.
    }
security-codes-new = Get other spare codes
security-switch-on = Switch on two-step sign-in
security-switch-off = Switch off two-step sign-in
security-off-required = Your role needs two-step sign-in: it cannot be switched off.
security-not-on = Two-step sign-in is not on.
security-is-on = Two-step sign-in is on. Your other devices are signed out.
security-is-off = Two-step sign-in is off.
security-due = Your role needs two-step sign-in. Switch it on before { $day }: after that day, its pages will be closed to you.
security-due-now = Your role needs two-step sign-in. Switch it on to get its pages back.
security-spared = Devices that are not asked for the code
security-spared-text = On these devices, your password or a link is enough.
security-until = until { $day }
security-forget = Ask for the code again everywhere
security-forgotten = The code will be asked again on all your devices.
security-rest = Also for your safety
security-set-up-title = Switch on two-step sign-in
security-step-app = 1. Open a code app
security-step-app-text = Any you like: a password manager, FreeOTP, Aegis, or another that follows the TOTP standard.
security-step-scan = 2. Let it read this drawing
security-step-scan-text = Add an account in the app, then point at this drawing.
security-drawing = Drawing to be read with your code app
security-step-open = The app is on this device: open it
security-step-type = Or copy this key:
security-step-code = 3. Copy the code it shows
security-first-code = Code shown by the app
security-first-code-hint = Six digits, which change every thirty seconds.
security-codes-title = Your spare codes
security-codes-lead = They will open the door if you lose your phone. Each works once.
security-codes-keep = Print this page or copy these codes to a safe place: they will never be shown again. Earlier codes no longer work.
security-codes-kept = They are in a safe place
security-code-title = Your code
security-code-lead = Hello { $name }, one step left: the code read on your phone.
security-code-hint = Six digits from your app, or a spare code.
security-code-lost = Lost both phone and spare codes? The team can help you, once they have recognised you.
security-trust = Do not ask me again on this device for thirty days
security-trust-hint = Only if nobody else uses it.
security-devices-title = My devices
security-devices-lead = You are signed in on these devices. Sign out those you do not recognise.
security-devices-end = Sign out all others
security-device-unknown = Unknown device
security-device-here = This device
security-device-first = Since
security-device-last = seen
security-device-end = Sign out
security-device-ended = Signed out.
