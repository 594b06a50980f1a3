<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>BeforeDoorsDialog</name>
  <message numerus="yes">
   <source>%n thing(s) must be put right first.</source>
   <translation>
    <numerusform>One thing must be put right first.</numerusform>
    <numerusform>%n things must be put right first.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Doors can open. %n thing(s) could be better.</source>
   <translation>
    <numerusform>Doors can open. One thing could be better.</numerusform>
    <numerusform>Doors can open. %n things could be better.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Doctor</name>
  <message numerus="yes">
   <source>%n file(s) in plain text</source>
   <translation>
    <numerusform>1 file in plain text</numerusform>
    <numerusform>%n files in plain text</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>1 guest</numerusform>
    <numerusform>%n guests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n list(s) kept</source>
   <translation>
    <numerusform>%n list kept</numerusform>
    <numerusform>%n lists kept</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n second(s) off the server’s</source>
   <translation>
    <numerusform>%n second off the server’s</numerusform>
    <numerusform>%n seconds off the server’s</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n set up and tried with the test code</source>
   <translation>
    <numerusform>one set up and tried with the test code</numerusform>
    <numerusform>%n set up and tried with the test code</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>after %n minute(s) without a key</source>
   <translation>
    <numerusform>after 1 minute without a key</numerusform>
    <numerusform>after %n minutes without a key</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>good for %n more day(s)</source>
   <translation>
    <numerusform>good for 1 more day</numerusform>
    <numerusform>good for %n more days</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>DoorsDialog</name>
  <message numerus="yes">
   <source>%n door(s) online</source>
   <translation>
    <numerusform>%n door online</numerusform>
    <numerusform>%n doors online</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n welcomed</source>
   <translation>
    <numerusform>%n welcomed</numerusform>
    <numerusform>%n welcomed</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ExportDialog</name>
  <message numerus="yes">
   <source>%n note(s) saved in {path}</source>
   <translation>
    <numerusform>%n note saved in {path}</numerusform>
    <numerusform>%n notes saved in {path}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>GuestStage</name>
  <message numerus="yes">
   <source>+%n more</source>
   <translation>
    <numerusform>+%n more</numerusform>
    <numerusform>+%n more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Legend</name>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n guest</numerusform>
    <numerusform>%n guests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hidden field(s)</source>
   <translation>
    <numerusform>%n hidden field</numerusform>
    <numerusform>%n hidden fields</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n label(s) of fields</source>
   <translation>
    <numerusform>%n label of a field</numerusform>
    <numerusform>%n labels of fields</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n word(s) for colours</source>
   <translation>
    <numerusform>%n word for a colour</numerusform>
    <numerusform>%n words for colours</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LegendDialog</name>
  <message numerus="yes">
   <source>%n more colour(s) are not listed here.</source>
   <translation>
    <numerusform>%n more colour is not listed here.</numerusform>
    <numerusform>%n more colours are not listed here.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n value(s) of the file cannot be used and will be left out.</source>
   <translation>
    <numerusform>%n value of the file cannot be used and will be left out.</numerusform>
    <numerusform>%n values of the file cannot be used and will be left out.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Login</name>
  <message numerus="yes">
   <source>%n more event(s) ended too.</source>
   <translation>
    <numerusform>%n more event ended too.</numerusform>
    <numerusform>%n more events ended too.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Its guest list and notes were removed from this laptop, as set (after %n day(s)).</source>
   <translation>
    <numerusform>Its guest list and notes were removed from this laptop, as set (after %n day).</numerusform>
    <numerusform>Its guest list and notes were removed from this laptop, as set (after %n days).</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Their guest lists and notes were removed from this laptop, as set (after %n day(s)).</source>
   <translation>
    <numerusform>Their guest lists and notes were removed from this laptop, as set (after %n day).</numerusform>
    <numerusform>Their guest lists and notes were removed from this laptop, as set (after %n days).</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Numbers</name>
  <message numerus="yes">
   <source>%n companion(s)</source>
   <translation>
    <numerusform>%n companion</numerusform>
    <numerusform>%n companions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n guest</numerusform>
    <numerusform>%n guests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n other value(s)</source>
   <translation>
    <numerusform>%n other value</numerusform>
    <numerusform>%n other values</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PinSheet</name>
  <message numerus="yes">
   <source>The next try is possible in %n second(s).</source>
   <translation>
    <numerusform>The next try is possible in %n second.</numerusform>
    <numerusform>The next try is possible in %n seconds.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This PIN is wrong. The next try is possible in %n second(s).</source>
   <translation>
    <numerusform>This PIN is wrong. The next try is possible in %n second.</numerusform>
    <numerusform>This PIN is wrong. The next try is possible in %n seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ProtectionPane</name>
  <message numerus="yes">
   <source>%n day(s)</source>
   <translation>
    <numerusform>%n day</numerusform>
    <numerusform>%n days</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>A passphrase has at least %n character(s).</source>
   <translation>
    <numerusform>A passphrase has at least %n character.</numerusform>
    <numerusform>A passphrase has at least %n characters.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ScannerSetup</name>
  <message numerus="yes">
   <source>Keyboard scanner, %n millisecond(s) a key</source>
   <translation>
    <numerusform>Keyboard scanner, %n millisecond a key</numerusform>
    <numerusform>Keyboard scanner, %n milliseconds a key</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SettingsDialog</name>
  <message numerus="yes">
   <source>%n other entrance(s) have these settings now.</source>
   <translation>
    <numerusform>%n other entrance has these settings now.</numerusform>
    <numerusform>%n other entrances have these settings now.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{file}: %n text(s) do not fit and stay English.</source>
   <translation>
    <numerusform>{file}: %n text does not fit and stays English.</numerusform>
    <numerusform>{file}: %n texts do not fit and stay English.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>SharingPane</name>
  <message numerus="yes">
   <source>%n door(s) together.</source>
   <translation>
    <numerusform>1 door together.</numerusform>
    <numerusform>%n doors together.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n note(s) wait.</source>
   <translation>
    <numerusform>1 note waits.</numerusform>
    <numerusform>%n notes wait.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Texts</name>
  <message numerus="yes">
   <source>%n character(s)</source>
   <translation>
    <numerusform>%n character</numerusform>
    <numerusform>%n characters</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n companion(s) not on this list</source>
   <translation>
    <numerusform>%n companion not on this list</numerusform>
    <numerusform>%n companions not on this list</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n door(s)</source>
   <translation>
    <numerusform>1 door</numerusform>
    <numerusform>%n doors</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s)</source>
   <translation>
    <numerusform>%n guest</numerusform>
    <numerusform>%n guests</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n guest(s) match</source>
   <translation>
    <numerusform>%n guest matches</numerusform>
    <numerusform>%n guests match</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more not on this list</source>
   <translation>
    <numerusform>%n more is not on this list</numerusform>
    <numerusform>%n more are not on this list</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n note(s) lost</source>
   <translation>
    <numerusform>%n note lost</numerusform>
    <numerusform>%n notes lost</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>, %n minute(s) ago</source>
   <translation>
    <numerusform>, %n minute ago</numerusform>
    <numerusform>, %n minutes ago</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>All %n guest(s) are on this laptop. Check-ins made elsewhere since {time} will show once the network is back. Reason: {reason}.</source>
   <translation>
    <numerusform>The one guest is on this laptop. Check-ins made elsewhere since {time} will show once the network is back. Reason: {reason}.</numerusform>
    <numerusform>All %n guests are on this laptop. Check-ins made elsewhere since {time} will show once the network is back. Reason: {reason}.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Comes with %n companion(s).</source>
   <translation>
    <numerusform>Comes with %n companion.</numerusform>
    <numerusform>Comes with %n companions.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>More than %n guests match</source>
   <translation>
    <numerusform>More than %n guest matches</numerusform>
    <numerusform>More than %n guests match</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Searched in names, companies, e-mails, codes, notes and all other fields of %n guest(s). Scan the badge instead, or try fewer letters.</source>
   <translation>
    <numerusform>Searched in name, company, e-mail, code, notes and all other fields of %n guest. Scan the badge instead, or try fewer letters.</numerusform>
    <numerusform>Searched in names, companies, e-mails, codes, notes and all other fields of %n guests. Scan the badge instead, or try fewer letters.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>This code was tried %n time(s) here today</source>
   <translation>
    <numerusform>This code was tried %n time here today</numerusform>
    <numerusform>This code was tried %n times here today</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Type %n more letter(s)</source>
   <translation>
    <numerusform>Type %n more letter</numerusform>
    <numerusform>Type %n more letters</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>the best %n; type on to see others</source>
   <translation>
    <numerusform>the best one; type on to see others</numerusform>
    <numerusform>the best %n; type on to see others</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{count}, of whom %n has/have arrived</source>
   <translation>
    <numerusform>{count}, of whom %n has arrived</numerusform>
    <numerusform>{count}, of whom %n have arrived</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Unlock</name>
  <message numerus="yes">
   <source>Try again in %n second(s).</source>
   <translation>
    <numerusform>Try again in %n second.</numerusform>
    <numerusform>Try again in %n seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>_Board</name>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
 </context>
</TS>
