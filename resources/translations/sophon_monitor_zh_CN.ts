<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AddBox</name>
        <message>
            <source>Add a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The address of the box in this network. Nothing is changed on the box by adding it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>192.168.1.180</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IP address or host name, also address:API:events:system</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Empty: the name that the box gives itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Advanced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>API port</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event port</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>System port</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Cancel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} has this address already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type the box's address, such as 192.168.1.180.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too many colons: it is address:API:events:system.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} is no port: it must be 1 to 65535.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box can have the address {text}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} is no address: it takes four numbers from 0 to 255.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{text} is neither an IP address nor a host name.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Age</name>
        <message>
            <source>{days} d {hours} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{seconds} s</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>App</name>
        <message>
            <source>The receiver cannot listen on {address}: {reason}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Something went wrong in the monitor; the report is in {file}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No font with Chinese letters is installed: Chinese names cannot be shown. Install one and start again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The settings could not be read and were set to their defaults; the old file is {file}.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>ID {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Received {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box clock {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time since capture unknown: box clock not measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SEEN NOW</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>REGISTERED</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SCENE</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Face seen now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Registered picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scene; Enter shows it large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the scene large (Enter)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Wheel or + and - to zoom, 0 or double click for the whole face, drag to move</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy all details</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to the faces</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scene</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>Box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera IP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Came by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Face size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Person</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Person ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Received</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box clock</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Latency</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Software</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Seen now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Registered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scene</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Video ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera ID</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size} (picture)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box clock not measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{seconds} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size} kB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Details of the event</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Event</name>
        <message>
            <source>WebSocket :{port}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>HTTP push</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Replayed recording</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SE3 (V2)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V5</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V5.7</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V6</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{seconds} s after capture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box's clock is {age} ahead of this computer. Set the time on the box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box's clock is {age} behind this computer. Set the time on the box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{days} d {hours} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{minutes} min</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Face</name>
        <message>
            <source>Age</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gender</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Glasses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mask</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Expression</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>yes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>male</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>female</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Feed</name>
        <message>
            <source>kept: no score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kept: scale unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Received {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box clock {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>seen {count} times</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all cameras</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>PERSON TYPES</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Least score, of 100</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Least score, of 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show {person}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>any</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Scores of an unknown scale are kept and marked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show all events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>filter {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count}+ wait</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} wait</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Held: {count} events wait. Let them in (Space)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hold the feed; events go on being received (Space)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Live events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Live events, newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter the events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter by person type, camera and score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>strangers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Strangers only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show strangers only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>blacklist</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Blacklist only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show people on the blacklist only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow newest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show each new event as it comes (Home)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow the newest event</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>no value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} °C</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box yet. Add one to see its CPU, memory and disk over time.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>up {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>events {state}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>system {state}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>10 min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the last ten minutes (key 1)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the last hour (key 2)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>8 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the last eight hours (key 3)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>24 h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the last day (key 4)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show everything that is kept (key 5)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Undo the zoom and follow the present (Home)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Back to now, undo the zoom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Compare boxes: choose which others to draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Health</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Drag to zoom into a span, wheel to zoom, Shift and drag to move, double-click for now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Health plots</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Left and right move, plus and minus zoom, 1 to 5 choose a range, Home goes back to now, Shift with left and right moves the crosshair, Escape takes it away.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>TPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Memory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Disk /data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Temperature</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heartbeat interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{h} h {m} min</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} h</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no heartbeat {length}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not watching {length}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{title}: not sent by this box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{title}: not sent by these boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>nothing in this range</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} peak</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} GB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} of {total}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size} used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{free} free of {total}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not filling</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>full in ~{time} at this rate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>polled by us, no pushes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} s expected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{value} median</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no gaps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>1 gap</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} gaps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box clock agrees</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box clock {length} ahead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>box clock {length} behind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>online</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>late</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>never heard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Abnormal: {text}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box does not say why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>connecting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>down</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not on this box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not started</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SN {sn}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>software {version}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>algorithm {version}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>the box refused the connection (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no answer (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the address cannot be reached</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this computer has no way to that network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box closed the connection</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>port {port} answers, but not as an event stream</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box is still starting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box has no cameras yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box answered with an error (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what answers on port {port} is no Sophon box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box's answer cannot be read (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box answers too slowly (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not connected ({problem})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>refused (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>address not reachable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no way to that network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>closed by the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no event stream (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no cameras on the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>the box reports an error</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no Sophon box (port {port})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>answer not readable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>answers too slowly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next attempt now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next attempt in {age}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>connected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not started</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>connecting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>this box has none</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event stream: {state}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>System figures: {state}</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Live</name>
        <message>
            <source>Show all events</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No event matches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{count} events are hidden by the filter or by what is selected at the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No recognitions yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a box first; its recognitions appear here by themselves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The events of {box} cannot be read: {reason}. It is tried again by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box has told of a camera yet. Add a camera on the box, in its own web page.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stand in front of a camera and look at it; you appear here within a second.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Live</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Sophon Monitor</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MessageLog</name>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sender</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Kind</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{size} bytes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heartbeat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Camera notice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Recognition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>History</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Several messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Platform login</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Browser</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not understood</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Too large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not complete</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From a new box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>sent to the receiver</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>event stream</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>asked of the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rejected ({reason})</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Larger than 32 MB; the connection was closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not complete within 30 s; the connection was closed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The sender is no box of this site; look under New boxes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box tries to log in to its management platform here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing readable in it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The message is no text: neither UTF-8 nor GB18030</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not JSON: {problem} at line {line}, column {column}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The form cannot be taken apart: {problem}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>JSON, but no message: found {found} where an object should stand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The list of messages is empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No known kind of message; its fields are {keys}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nested too deeply to be a message of a box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box reports an error: {error} {message}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message log</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Filter messages</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rejected only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Follow the newest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages, newest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Raw body of the message</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the raw body</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>the last %n message(s), in memory only</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n message(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a message to see what it holds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The body is not kept any more: the log holds 32 MB, the oldest go first.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NewBox</name>
        <message>
            <source>New boxes · {count}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Same serial number as {name}: it may have a new address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Uses the address of {name} with another serial number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Several boxes share this address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>a box of this site</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Accept {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dismiss {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add to site</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Person</name>
        <message>
            <source>employee</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>visitor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>blacklist</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>stranger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>VIP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stranger</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No name sent</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Loading…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture not asked for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture not sent by the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box sent an empty picture</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture damaged: it cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture too large to be shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture expired: it is no longer kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not registered</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Score</name>
        <message>
            <source>The box sent no score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box does not say on which scale; sent was {score}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{score} on a scale from 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{score} of 100; the box's threshold is not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{score} of 100, {distance} below the box's threshold {threshold}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{score} of 100, {distance} above the box's threshold {threshold}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The box does not say on which scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>threshold {value}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Score</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Site</name>
        <message>
            <source>No events: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event stream: {reason}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Waiting for the first sign of life</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No heartbeat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No heartbeat for {age}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Abnormal: the box does not say why</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Abnormal: {text}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Memory</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Disk</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last heartbeat: {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address: {address}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Last event: {time}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Id: {id}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Online</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Late</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not heard yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Unknown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Snapshot</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>IPC</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Access</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Picture stream</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>RTSP</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>File</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>GB28181</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ID card</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>SE3 software</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V5 software</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V5.7 software</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>V6 software</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mem</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name of the box</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SitePanel</name>
        <message>
            <source>Filter boxes and cameras</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Name, address or serial number (Ctrl+F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the whole site on every page</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes and cameras of the site</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Keep</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Site</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>%n box(es)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n camera(s)</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>Whole site: {boxes}, {cameras}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing here matches “{text}”. Escape shows all again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No boxes yet. Add the first one by its address (Ctrl+N).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Rename</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove from the site…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Remove {name} from the site? Its events and heartbeats stay in the archive.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Name your first box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Type the address of a Sophon box in this network. Its cameras, its health and each recognition appear here. Nothing is changed on the box.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of the box, such as 192.168.1.180</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of the box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add this box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Give it a name or other ports</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show me a demo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No box at hand? See a simulated site, in a window of its own and without the network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Or let a box report to this computer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In the box's own page, under System, paste this address into the server URL of the status report or of the event upload. The box then appears here by itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The receiver is starting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Address of the receiver</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the receiver's address</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Which network card faces the boxes?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cable</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>wireless</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>virtual</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Figures of the site</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <source>{online} of %n box(es) online</source>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <source>{rate} events/s</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event → screen {ms} ms</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>From the last byte of an event to its picture on the screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open the message log (Ctrl+L)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They came faster than the screen could show them; they are in the archive.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Messages understood: {received}
Events kept: {kept}
Seen twice: {duplicates}
From earlier: {late}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive {size}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive {size} · pictures kept {days}, strangers {hours}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures: {pictures}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pictures: {pictures} of at most {limit}; the oldest go first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{n} hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Disk full: events are not kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive cannot be written: events are not kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Archive is failing: events are not kept</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Thumbnail</name>
        <message>
            <source>not asked for</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>empty</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>damaged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>too large</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>expired</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not registered</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Copied</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Receiver is starting…</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Receiving on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Boxes can send to these addresses. Click to copy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{url}  (this computer only)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add box</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add a box by its address (Ctrl+N)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Live</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Health</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each recognition as it happens (Ctrl+1)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>CPU, memory, disk and heartbeats over time (Ctrl+2)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>More</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message log, light or dark, version</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Message log</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Sophon Monitor {version}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Light</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Dark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>As the system</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>TroubleBar</name>
        <message>
            <source>Put this message away</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
