<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AddBox</name>
        <message numerus="yes">
            <source>Add %n boxes</source>
            <translation>
                <numerusform>Add %n box</numerusform>
                <numerusform>Add %n boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Borrowing</name>
        <message numerus="yes">
            <source>%n settings</source>
            <translation>
                <numerusform>%n setting</numerusform>
                <numerusform>%n settings</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes</source>
            <translation>
                <numerusform>%n box</numerusform>
                <numerusform>%n boxes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>BoxDetails</name>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n camera</numerusform>
                <numerusform>%n cameras</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Feed</name>
        <message numerus="yes">
            <source>Held: %n events wait. Let them in (Space)</source>
            <translation>
                <numerusform>Held: %n event waits. Let it in (Space)</numerusform>
                <numerusform>Held: %n events wait. Let them in (Space)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FindBoxes</name>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n camera</numerusform>
                <numerusform>%n cameras</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes of this site face it</source>
            <translation>
                <numerusform>%n box of this site faces it</numerusform>
                <numerusform>%n boxes of this site face it</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Add %n new boxes</source>
            <translation>
                <numerusform>Add %n new box</numerusform>
                <numerusform>Add %n new boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other devices answered on port 5555 but are no boxes (Android).</source>
            <translation>
                <numerusform>%n other device answered on port 5555 but is no box (Android).</numerusform>
                <numerusform>%n other devices answered on port 5555 but are no boxes (Android).</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unknown boxes are sending heartbeats to this computer.</source>
            <translation>
                <numerusform>%n unknown box is sending heartbeats to this computer.</numerusform>
                <numerusform>%n unknown boxes are sending heartbeats to this computer.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Live</name>
        <message numerus="yes">
            <source>%n events are hidden by the filter.</source>
            <translation>
                <numerusform>%n event is hidden by the filter.</numerusform>
                <numerusform>%n events are hidden by the filter.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MessageLog</name>
        <message numerus="yes">
            <source>the last %n messages, in memory only</source>
            <translation>
                <numerusform>the last %n message, in memory only</numerusform>
                <numerusform>the last %n messages, in memory only</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n messages</source>
            <translation>
                <numerusform>{shown} of %n message</numerusform>
                <numerusform>{shown} of %n messages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewBox</name>
        <message numerus="yes">
            <source>%n messages</source>
            <translation>
                <numerusform>%n message</numerusform>
                <numerusform>%n messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes already report here</source>
            <translation>
                <numerusform>%n box already reports here</numerusform>
                <numerusform>%n boxes already report here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message numerus="yes">
            <source>%n boxes went offline</source>
            <translation>
                <numerusform>%n box went offline</numerusform>
                <numerusform>%n boxes went offline</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes are online again</source>
            <translation>
                <numerusform>%n box is online again</numerusform>
                <numerusform>%n boxes are online again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes are running out of storage</source>
            <translation>
                <numerusform>%n box is running out of storage</numerusform>
                <numerusform>%n boxes are running out of storage</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>seen %n times</source>
            <translation>
                <numerusform>seen %n time</numerusform>
                <numerusform>seen %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Purge</name>
        <message numerus="yes">
            <source>%n events</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pictures</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n person</numerusform>
                <numerusform>%n people</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reports</source>
            <translation>
                <numerusform>%n report</numerusform>
                <numerusform>%n reports</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Purge %n people</source>
            <translation>
                <numerusform>Purge %n person</numerusform>
                <numerusform>Purge %n people</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SitePanel</name>
        <message numerus="yes">
            <source>%n boxes</source>
            <translation>
                <numerusform>%n box</numerusform>
                <numerusform>%n boxes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n camera</numerusform>
                <numerusform>%n cameras</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>{online} of %n boxes online</source>
            <translation>
                <numerusform>{online} of %n box online</numerusform>
                <numerusform>{online} of %n boxes online</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rejected messages</source>
            <translation>
                <numerusform>%n rejected message</numerusform>
                <numerusform>%n rejected messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n events kept but not shown</source>
            <translation>
                <numerusform>%n event kept but not shown</numerusform>
                <numerusform>%n events kept but not shown</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n hour</numerusform>
                <numerusform>%n hours</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TroubleBar</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
</TS>
