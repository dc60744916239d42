<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>About Sophon Monitor</source>
            <translation>关于 Sophon Monitor</translation>
        </message>
        <message>
            <source>Sophon Monitor</source>
            <translation>Sophon Monitor</translation>
        </message>
        <message>
            <source>Find, watch and sign off Sophon face-recognition boxes on site. It speaks with the boxes of the site and with nobody else; everything it keeps stays on this computer.</source>
            <translation>在现场查找、查看并验收 Sophon 人脸识别盒子。本程序只与站点内的盒子通信；所有保存的内容都留在这台电脑上。</translation>
        </message>
        <message>
            <source>Version</source>
            <translation>版本</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Python</source>
            <translation>Python</translation>
        </message>
        <message>
            <source>Qt</source>
            <translation>Qt</translation>
        </message>
        <message>
            <source>Everything it keeps</source>
            <translation>全部数据</translation>
        </message>
        <message>
            <source>This site</source>
            <translation>当前站点</translation>
        </message>
        <message>
            <source>Parts and their licences</source>
            <translation>组件及其许可证</translation>
        </message>
        <message>
            <source>Licence of the chosen part</source>
            <translation>所选组件的许可证</translation>
        </message>
        <message>
            <source>Copy versions</source>
            <translation>复制版本信息</translation>
        </message>
        <message>
            <source>For a mail to support: versions only, nothing of the site</source>
            <translation>用于联系技术支持：仅含版本，不含站点内容</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Archive, pictures, reports, logs and settings</source>
            <translation>存档、照片、报告、日志和设置</translation>
        </message>
        <message>
            <source>Make a support bundle…</source>
            <translation>生成诊断包…</translation>
        </message>
        <message>
            <source>Diagnostics in one file, without faces, names or secrets</source>
            <translation>诊断信息保存为一个文件，不含人脸、姓名和密码</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>AddBox</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Type the box's address, such as 192.168.1.180.</source>
            <translation>请输入盒子地址，例如 192.168.1.180。</translation>
        </message>
        <message>
            <source>Too many colons: it is address:API:events:system.</source>
            <translation>冒号过多，格式为 地址:API端口:事件端口:系统端口。</translation>
        </message>
        <message>
            <source>{text} is no port: it must be 1 to 65535.</source>
            <translation>{text} 不是有效端口，端口范围为 1 到 65535。</translation>
        </message>
        <message>
            <source>No box can have the address {text}.</source>
            <translation>盒子不可能使用地址 {text}。</translation>
        </message>
        <message>
            <source>{text} is no address: it takes four numbers from 0 to 255.</source>
            <translation>{text} 不是有效地址，应为四个 0 到 255 的数字。</translation>
        </message>
        <message>
            <source>{text} is neither an IP address nor a host name.</source>
            <translation>{text} 既不是IP地址，也不是主机名。</translation>
        </message>
        <message>
            <source>Add boxes by address</source>
            <translation>按地址添加盒子</translation>
        </message>
        <message>
            <source>One box a line: address, and if you like its name and a note, separated by commas. Ports other than 5555, 5679 and 8888 follow the address after colons. Nothing is changed on a box by adding it.</source>
            <translation>每行一台盒子：地址，也可以加上名称和备注，用逗号隔开。端口不是 5555、5679、8888 时，写在地址后面，用冒号隔开。添加盒子不会改动盒子上的任何设置。</translation>
        </message>
        <message>
            <source>Addresses of the boxes</source>
            <translation>盒子的地址</translation>
        </message>
        <message>
            <source>What answers at these addresses</source>
            <translation>这些地址上的应答情况</translation>
        </message>
        <message>
            <source>Look first</source>
            <translation>先看一看</translation>
        </message>
        <message>
            <source>Say which ports answer and what box it is; adds nothing</source>
            <translation>说明哪些端口有应答、是什么盒子；不会添加</translation>
        </message>
        <message>
            <source>From CSV file…</source>
            <translation>从 CSV 文件…</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>No box answers here now. It can be added all the same.</source>
            <translation>这里现在没有盒子应答，但仍然可以添加。</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message numerus="yes">
            <source>Add %n boxes</source>
            <translation>
                <numerusform>添加%n 个盒子</numerusform>
            </translation>
        </message>
        <message>
            <source>{address} is already on the site as {name}.</source>
            <translation>{address} 已在本站点，名称为 {name}。</translation>
        </message>
        <message>
            <source>looking…</source>
            <translation>正在查看…</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Name, if you like</source>
            <translation>名称（可不填）</translation>
        </message>
        <message>
            <source>API</source>
            <translation>API</translation>
        </message>
        <message>
            <source>Port of the API</source>
            <translation>API 端口</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Port of the event stream</source>
            <translation>事件流端口</translation>
        </message>
        <message>
            <source>System</source>
            <translation>系统</translation>
        </message>
        <message>
            <source>Port of the system figures</source>
            <translation>系统状态端口</translation>
        </message>
    </context>
    <context>
        <name>Age</name>
        <message>
            <source>{days} d {hours} h</source>
            <translation>{days} 天 {hours} 小时</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分钟</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} 分 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>App</name>
        <message>
            <source>The receiver cannot listen on {address}: {reason}.</source>
            <translation>接收服务无法监听 {address}：{reason}。</translation>
        </message>
        <message>
            <source>Something went wrong in the monitor; the report is in {file}.</source>
            <translation>本程序出现错误，错误报告已存入 {file}。</translation>
        </message>
        <message>
            <source>Nothing is received any more: the receiver has stopped. Close and start again.</source>
            <translation>接收服务已停止，不再接收任何消息。请关闭程序后重新打开。</translation>
        </message>
        <message>
            <source>No font with Chinese letters is installed: Chinese names cannot be shown. Install one and start again.</source>
            <translation>系统未安装中文字体，无法显示中文姓名。请安装中文字体后重新启动。</translation>
        </message>
        <message>
            <source>The settings could not be read and were set to their defaults; the old file is {file}.</source>
            <translation>设置文件无法读取，已恢复默认设置；原文件保存为 {file}。</translation>
        </message>
        <message>
            <source>The settings could not be written ({reason}): they hold until the program is closed.</source>
            <translation>设置无法写入（{reason}）：仅在本次运行期间有效。</translation>
        </message>
    </context>
    <context>
        <name>Borrowing</name>
        <message>
            <source>Put back on {boxes}, as the program had ended before it could: {reports}.</source>
            <translation>{boxes} 的设置已还原（程序此前未能还原就结束了）：{reports}。</translation>
        </message>
        <message>
            <source>Status of the box</source>
            <translation>盒子状态上报</translation>
        </message>
        <message>
            <source>Status of the cameras</source>
            <translation>采集设备状态上报</translation>
        </message>
        <message>
            <source>Events as they happen</source>
            <translation>实时事件上报</translation>
        </message>
        <message>
            <source>The box answers</source>
            <translation>盒子有应答</translation>
        </message>
        <message>
            <source>Present settings read</source>
            <translation>已读取当前设置</translation>
        </message>
        <message>
            <source>Present settings saved; they will be put back</source>
            <translation>当前设置已保存，之后会还原</translation>
        </message>
        <message>
            <source>New settings sent</source>
            <translation>新设置已发送</translation>
        </message>
        <message>
            <source>New settings read back</source>
            <translation>新设置已读回</translation>
        </message>
        <message>
            <source>First message of the box</source>
            <translation>收到盒子的第一条消息</translation>
        </message>
        <message>
            <source>It did not work ({code} {detail}).</source>
            <translation>未成功（{code} {detail}）。</translation>
        </message>
        <message>
            <source>The box does not tell its present setting, so nothing is changed.</source>
            <translation>盒子不告知当前设置，因此不做任何改动。</translation>
        </message>
        <message>
            <source>This software has no such setting.</source>
            <translation>该软件版本没有这项设置。</translation>
        </message>
        <message>
            <source>The box refused it ({detail}). Nothing more was written.</source>
            <translation>盒子拒绝了（{detail}）。没有再写入任何内容。</translation>
        </message>
        <message>
            <source>The box refused the connection: it may be starting. Nothing was written.</source>
            <translation>盒子拒绝连接：可能正在启动。没有写入任何内容。</translation>
        </message>
        <message>
            <source>The box does not answer. Nothing was written.</source>
            <translation>盒子没有应答。没有写入任何内容。</translation>
        </message>
        <message>
            <source>This computer has no way to the box. Check cable and network card.</source>
            <translation>本机没有到盒子的路由。请检查网线和网卡。</translation>
        </message>
        <message>
            <source>The box answered too slowly or broke off ({detail}).</source>
            <translation>盒子应答太慢或中断（{detail}）。</translation>
        </message>
        <message>
            <source>The box gave an answer that cannot be used ({detail}).</source>
            <translation>盒子的应答无法使用（{detail}）。</translation>
        </message>
        <message>
            <source>The receiver does not listen on the address that faces this box.</source>
            <translation>接收器没有在面向这台盒子的地址上监听。</translation>
        </message>
        <message>
            <source>It is not known yet what software this box has. Wait until it has answered once.</source>
            <translation>还不知道这台盒子的软件版本。请等它应答一次。</translation>
        </message>
        <message>
            <source>This box is no longer part of the site.</source>
            <translation>这台盒子已不在本站点。</translation>
        </message>
        <message>
            <source>Somebody has changed the setting meanwhile. Nothing was written: look again.</source>
            <translation>期间有人改动了设置。没有写入任何内容：请重新查看。</translation>
        </message>
        <message>
            <source>The box says something else than was written ({detail}). It stays on the list.</source>
            <translation>盒子读回的内容与写入的不同（{detail}）。仍保留在列表中。</translation>
        </message>
        <message>
            <source>No message came within {detail}. Check firewall, network card, address.</source>
            <translation>{detail} 内没有收到消息。请检查防火墙、网卡和地址。</translation>
        </message>
        <message>
            <source>Another box answers at this address. Nothing was written.</source>
            <translation>该地址上应答的是另一台盒子。没有写入任何内容。</translation>
        </message>
        <message>
            <source>Another program is at work on the borrowed settings. Try again in a moment.</source>
            <translation>另一个程序正在处理借用的设置。请稍后再试。</translation>
        </message>
        <message>
            <source>The present settings could not be saved ({detail}). Nothing was written.</source>
            <translation>无法保存当前设置（{detail}）。没有写入任何内容。</translation>
        </message>
        <message>
            <source>The box does not tell its content type; json will be sent.</source>
            <translation>盒子不告知 content type；将发送 json。</translation>
        </message>
        <message>
            <source>The box does not tell “{field}”; it will not be sent.</source>
            <translation>盒子不告知“{field}”；不会发送该项。</translation>
        </message>
        <message>
            <source>Perhaps changed: it was interrupted. It will be looked at and put back.</source>
            <translation>可能已改动：过程被中断。将检查并还原。</translation>
        </message>
        <message>
            <source>Borrowed, also after the program ends.</source>
            <translation>已借用，程序结束后仍保留。</translation>
        </message>
        <message>
            <source>Borrowed.</source>
            <translation>已借用。</translation>
        </message>
        <message>
            <source>Being put back.</source>
            <translation>正在还原。</translation>
        </message>
        <message>
            <source>Somebody changed it meanwhile. Decide what it shall be.</source>
            <translation>期间有人改动过。请决定应为何值。</translation>
        </message>
        <message>
            <source>Put back.</source>
            <translation>已还原。</translation>
        </message>
        <message>
            <source>Left as it is.</source>
            <translation>保持现状。</translation>
        </message>
        <message>
            <source>Tried at {time}.</source>
            <translation>已于 {time} 尝试。</translation>
        </message>
        <message>
            <source>Nothing can be borrowed of this box now. Nothing was written.</source>
            <translation>现在无法借用这台盒子的任何上报。没有写入任何内容。</translation>
        </message>
        <message>
            <source>The box reports to this computer already.</source>
            <translation>盒子已经在向本机上报。</translation>
        </message>
        <message>
            <source>The box reports to another server today. Sophon Monitor takes its place if you say yes below, and puts everything back when you leave the site.</source>
            <translation>盒子目前上报到另一台服务器。您在下面同意后，Sophon Monitor 会暂时替换它，离开站点时全部还原。</translation>
        </message>
        <message>
            <source>Put back, and read back to prove it.</source>
            <translation>已还原，并已读回确认。</translation>
        </message>
        <message>
            <source>It had its own value already.</source>
            <translation>它已经是自己原来的值。</translation>
        </message>
        <message>
            <source>Somebody changed it meanwhile: now it is {now}. Decide what it shall be.</source>
            <translation>期间有人改动过：现在是 {now}。请决定应为何值。</translation>
        </message>
        <message>
            <source>The box does not answer. It stays on the list and is tried again.</source>
            <translation>盒子没有应答。保留在列表中，稍后重试。</translation>
        </message>
        <message>
            <source>Another box answers at this address. Nothing was written; it stays listed.</source>
            <translation>该地址上应答的是另一台盒子。没有写入任何内容；保留在列表中。</translation>
        </message>
        <message>
            <source>The box does not take it now. It stays on the list.</source>
            <translation>盒子现在不接受。保留在列表中。</translation>
        </message>
        <message>
            <source>Written, but the box says something else. It stays on the list.</source>
            <translation>已写入，但盒子读回的内容不同。保留在列表中。</translation>
        </message>
        <message>
            <source>Left as it is, as you decided.</source>
            <translation>按您的决定保持现状。</translation>
        </message>
        <message>
            <source>Put the original back</source>
            <translation>还原为原来的值</translation>
        </message>
        <message>
            <source>Only take our address out</source>
            <translation>只去掉本机地址</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>保持现状</translation>
        </message>
        <message>
            <source>Find out why</source>
            <translation>查找原因</translation>
        </message>
        <message>
            <source>Give back at the end</source>
            <translation>结束时还原</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>还原</translation>
        </message>
        <message>
            <source>{settings} of {boxes} borrowed: they report to this computer meanwhile.</source>
            <translation>已借用 {boxes}的 {settings}：期间上报到本机。</translation>
        </message>
        <message numerus="yes">
            <source>%n settings</source>
            <translation>
                <numerusform>%n 项设置</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes</source>
            <translation>
                <numerusform>%n 个盒子</numerusform>
            </translation>
        </message>
        <message>
            <source>Put all back</source>
            <translation>全部还原</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>显示</translation>
        </message>
        <message>
            <source>Hide</source>
            <translation>收起</translation>
        </message>
        <message>
            <source>Show what is borrowed</source>
            <translation>显示借用的设置</translation>
        </message>
        <message>
            <source>Asking the box…</source>
            <translation>正在询问盒子…</translation>
        </message>
        <message>
            <source>{box} ({address}) · {report} · since {time} · {url}</source>
            <translation>{box}（{address}）· {report} · 自 {time} · {url}</translation>
        </message>
        <message>
            <source>Leave the site</source>
            <translation>离开站点</translation>
        </message>
        <message>
            <source>Putting the boxes' own settings back…</source>
            <translation>正在还原盒子自己的设置…</translation>
        </message>
        <message>
            <source>Not everything could be put back.</source>
            <translation>未能全部还原。</translation>
        </message>
        <message>
            <source>Some boxes still report to this computer. Put their own settings back?</source>
            <translation>有盒子仍在向本机上报。要还原它们自己的设置吗？</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Put back and close</source>
            <translation>还原并关闭</translation>
        </message>
        <message>
            <source>Close all the same: it stays on the list</source>
            <translation>仍然关闭：保留在列表中</translation>
        </message>
        <message>
            <source>Keep borrowing and close</source>
            <translation>继续借用并关闭</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>留下</translation>
        </message>
        <message>
            <source>{address} (same network as the box)</source>
            <translation>{address}（与盒子同一网络）</translation>
        </message>
        <message>
            <source>Send {box}'s heartbeats to this computer</source>
            <translation>让 {box} 的状态上报到本机</translation>
        </message>
        <message>
            <source>This computer's address</source>
            <translation>本机地址</translation>
        </message>
        <message>
            <source>Every</source>
            <translation>上报周期</translation>
        </message>
        <message>
            <source>Time between two reports</source>
            <translation>两次上报之间的时间</translation>
        </message>
        <message>
            <source>Borrow</source>
            <translation>借用</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Keep running in background</source>
            <translation>在后台继续</translation>
        </message>
        <message>
            <source>If none comes: check firewall, network card, address</source>
            <translation>如果没有消息：检查防火墙、网卡、地址</translation>
        </message>
        <message>
            <source>Set it by hand instead…</source>
            <translation>改为手动设置…</translation>
        </message>
        <message>
            <source>leave it as it is ({now})</source>
            <translation>保持不变（{now}）</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} 秒</translation>
        </message>
        <message>
            <source>Reading what the box says now. Nothing is written.</source>
            <translation>正在读取盒子当前的设置。不写入任何内容。</translation>
        </message>
        <message>
            <source>Putting the box's own settings back…</source>
            <translation>正在还原盒子自己的设置…</translation>
        </message>
        <message>
            <source>The box reports to this computer. Everything is put back when you leave the site.</source>
            <translation>盒子正在向本机上报。离开站点时全部还原。</translation>
        </message>
        <message>
            <source>The box reports to another server today. Sophon Monitor adds itself, and puts everything back when you leave the site.</source>
            <translation>盒子目前上报到另一台服务器。Sophon Monitor 会加上本机地址，离开站点时全部还原。</translation>
        </message>
        <message>
            <source>The box reports to nobody today. Sophon Monitor sets its own address, and takes it away when you leave the site.</source>
            <translation>盒子目前没有上报目标。Sophon Monitor 会设为本机地址，离开站点时去掉。</translation>
        </message>
        <message>
            <source>Now on the box</source>
            <translation>盒子上的当前值</translation>
        </message>
        <message>
            <source>While you work here</source>
            <translation>您在此工作期间</translation>
        </message>
        <message>
            <source>Afterwards</source>
            <translation>之后</translation>
        </message>
        <message>
            <source>It comes here already.</source>
            <translation>它已经上报到这里。</translation>
        </message>
        <message>
            <source>Yes, replace it: {url} gets nothing while you work here</source>
            <translation>是，替换它：您在此工作期间 {url} 收不到任何内容</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Waiting for the first message… {n} s</source>
            <translation>等待第一条消息… {n} 秒</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>尚未</translation>
        </message>
        <message>
            <source>running</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>done</source>
            <translation>完成</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>up to {n} s</source>
            <translation>最长 {n} 秒</translation>
        </message>
        <message>
            <source>{n} ms</source>
            <translation>{n} ms</translation>
        </message>
    </context>
    <context>
        <name>BoxDetails</name>
        <message>
            <source>{name} was not forgotten: its own settings could not be put back yet. They are listed.</source>
            <translation>没有清除 {name} 的记录：它自己的设置还未能还原，见列表。</translation>
        </message>
        <message>
            <source>In the box's page, in the form for uploading events: tab “Realtime Event Server URL”, content type json. Not the tab “History Event Server URL” beside it. What stands there already may be a welcome TV: keep it.</source>
            <translation>在盒子自己的页面里，事件上报设置的“Realtime Event Server URL”标签页，数据类型选 json。不要填在旁边的“History Event Server URL”标签页。那里已有的地址可能是迎宾电视，请保留。</translation>
        </message>
        <message>
            <source>The manuals name no place for it in the page of this software; “Send its heartbeats here” sets it.</source>
            <translation>手册没有说明该软件版本的网页在哪里设置；可用“让其状态上报到本机”来设置。</translation>
        </message>
        <message>
            <source>Never set the history upload (历史事件上传) to this computer: the box would take its events for delivered, and the customer's server would not get them.</source>
            <translation>切勿把历史事件上传指向本机：盒子会认为事件已送达，客户的服务器就收不到了。</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Connections</source>
            <translation>连接</translation>
        </message>
        <message>
            <source>Name of the box</source>
            <translation>盒子名称</translation>
        </message>
        <message>
            <source>Note about the box</source>
            <translation>盒子的备注</translation>
        </message>
        <message>
            <source>Open its web page</source>
            <translation>打开其网页</translation>
        </message>
        <message>
            <source>Send its heartbeats here…</source>
            <translation>让其状态上报到本机…</translation>
        </message>
        <message>
            <source>No events? Find out why</source>
            <translation>没有事件？查找原因</translation>
        </message>
        <message>
            <source>Try a recognition…</source>
            <translation>试一次识别…</translation>
        </message>
        <message>
            <source>Remove from the site</source>
            <translation>从站点移除</translation>
        </message>
        <message>
            <source>Its events and heartbeats stay in the archive</source>
            <translation>它的事件和上报记录保留在档案中</translation>
        </message>
        <message>
            <source>Forget…</source>
            <translation>彻底清除…</translation>
        </message>
        <message>
            <source>Removes the box and everything that was kept of it</source>
            <translation>移除盒子以及为它保存的全部内容</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Forget it</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Name of the box, to confirm</source>
            <translation>输入盒子名称以确认</translation>
        </message>
        <message>
            <source>To paste in the box's own web page</source>
            <translation>可粘贴到盒子网页中的地址</translation>
        </message>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n 台采集设备</numerusform>
            </translation>
        </message>
        <message>
            <source>SN {sn} · MAC {mac}</source>
            <translation>SN {sn} · MAC {mac}</translation>
        </message>
        <message>
            <source>Everything that was kept of {name} goes: events, pictures, heartbeats. Type its name to confirm.</source>
            <translation>为 {name} 保存的全部内容都会清除：事件、图片、状态上报。请输入其名称以确认。</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the address for: {report}</source>
            <translation>复制地址：{report}</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>ID {id}</source>
            <translation>ID {id}</translation>
        </message>
        <message>
            <source>Received {time}</source>
            <translation>接收时间 {time}</translation>
        </message>
        <message>
            <source>Box clock {time}</source>
            <translation>盒子时间 {time}</translation>
        </message>
        <message>
            <source>Time since capture unknown: box clock not measured</source>
            <translation>抓拍至今时长未知：未测量盒子时间</translation>
        </message>
        <message>
            <source>SEEN NOW</source>
            <translation>现场抠图</translation>
        </message>
        <message>
            <source>REGISTERED</source>
            <translation>注册照片</translation>
        </message>
        <message>
            <source>SCENE</source>
            <translation>现场图</translation>
        </message>
        <message>
            <source>DETAILS</source>
            <translation>详细信息</translation>
        </message>
        <message>
            <source>Face seen now</source>
            <translation>现场抠图</translation>
        </message>
        <message>
            <source>Registered picture</source>
            <translation>注册照片</translation>
        </message>
        <message>
            <source>Scene; Enter shows it large</source>
            <translation>现场图，按回车键放大</translation>
        </message>
        <message>
            <source>Show the scene large (Enter)</source>
            <translation>放大现场图（Enter）</translation>
        </message>
        <message>
            <source>Wheel or + and - to zoom, 0 or double click for the whole face, drag to move</source>
            <translation>滚轮或 +、- 缩放，0 或双击显示整张人脸，拖动移动</translation>
        </message>
        <message>
            <source>Copy all details</source>
            <translation>复制全部详细信息</translation>
        </message>
        <message>
            <source>Back (Esc)</source>
            <translation>返回（Esc）</translation>
        </message>
        <message>
            <source>Back to the faces</source>
            <translation>返回人脸对比</translation>
        </message>
        <message>
            <source>Scene</source>
            <translation>现场图</translation>
        </message>
    </context>
    <context>
        <name>Details</name>
        <message>
            <source>Box</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Camera IP</source>
            <translation>采集设备IP</translation>
        </message>
        <message>
            <source>Came by</source>
            <translation>上报方式</translation>
        </message>
        <message>
            <source>Face size</source>
            <translation>人脸大小</translation>
        </message>
        <message>
            <source>Event ID</source>
            <translation>事件ID</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Person ID</source>
            <translation>人员ID</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>比对组</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>匹配阈值</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>接收时间</translation>
        </message>
        <message>
            <source>Box clock</source>
            <translation>盒子时间</translation>
        </message>
        <message>
            <source>Latency</source>
            <translation>时延</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>软件版本</translation>
        </message>
        <message>
            <source>Seen now</source>
            <translation>现场抠图</translation>
        </message>
        <message>
            <source>Registered</source>
            <translation>注册照片</translation>
        </message>
        <message>
            <source>Scene</source>
            <translation>现场图</translation>
        </message>
        <message>
            <source>Video ID</source>
            <translation>视频ID</translation>
        </message>
        <message>
            <source>Camera ID</source>
            <translation>采集设备ID</translation>
        </message>
        <message>
            <source>Repeats</source>
            <translation>重复次数</translation>
        </message>
        <message>
            <source>{size} (picture)</source>
            <translation>{size}（图片）</translation>
        </message>
        <message>
            <source>box clock not measured</source>
            <translation>未测量盒子时间</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{size} kB</source>
            <translation>{size} kB</translation>
        </message>
        <message>
            <source>Details of the event</source>
            <translation>事件详细信息</translation>
        </message>
    </context>
    <context>
        <name>Diagnosis</name>
        <message>
            <source>No events? Find out why</source>
            <translation>没有事件？查找原因</translation>
        </message>
        <message>
            <source>Sophon Monitor {version}</source>
            <translation>Sophon Monitor {version}</translation>
        </message>
        <message>
            <source>Checked {box} at {time} in {seconds} s. Nothing was changed on the box.</source>
            <translation>{time} 检查了 {box}，用时 {seconds} 秒。未更改盒子上的任何设置。</translation>
        </message>
        <message>
            <source>Network card</source>
            <translation>网卡</translation>
        </message>
        <message>
            <source>Same network as the box</source>
            <translation>与盒子同一网段</translation>
        </message>
        <message>
            <source>Address used once</source>
            <translation>地址无冲突</translation>
        </message>
        <message>
            <source>Way to the box</source>
            <translation>到盒子的路由</translation>
        </message>
        <message>
            <source>Face port 5555</source>
            <translation>人脸端口 5555</translation>
        </message>
        <message>
            <source>It is a Sophon box</source>
            <translation>确认是 Sophon 盒子</translation>
        </message>
        <message>
            <source>Box has started</source>
            <translation>盒子已启动完成</translation>
        </message>
        <message>
            <source>System port 8888</source>
            <translation>系统端口 8888</translation>
        </message>
        <message>
            <source>Event stream 5679</source>
            <translation>事件流 5679</translation>
        </message>
        <message>
            <source>Cameras set up</source>
            <translation>已添加采集设备</translation>
        </message>
        <message>
            <source>Cameras online</source>
            <translation>采集设备在线</translation>
        </message>
        <message>
            <source>Report URL on the box</source>
            <translation>盒子上的上报地址</translation>
        </message>
        <message>
            <source>Report URL leaves the box</source>
            <translation>上报地址不是盒子自己</translation>
        </message>
        <message>
            <source>Our receiver</source>
            <translation>本机接收服务</translation>
        </message>
        <message>
            <source>Something reached it</source>
            <translation>有数据到达</translation>
        </message>
        <message>
            <source>Firewall</source>
            <translation>防火墙</translation>
        </message>
        <message>
            <source>A message from the box</source>
            <translation>盒子发来的消息</translation>
        </message>
        <message>
            <source>Size of the messages</source>
            <translation>消息大小</translation>
        </message>
        <message>
            <source>Registered people</source>
            <translation>已注册人员</translation>
        </message>
        <message>
            <source>Threshold and face size</source>
            <translation>阈值与人脸大小</translation>
        </message>
        <message>
            <source>Arming period</source>
            <translation>布防时间段</translation>
        </message>
        <message>
            <source>Clock of the box</source>
            <translation>盒子时钟</translation>
        </message>
        <message>
            <source>De-duplication interval</source>
            <translation>识别记录去重间隔</translation>
        </message>
        <message>
            <source>Last event</source>
            <translation>最近事件</translation>
        </message>
        <message>
            <source>Looked for a network card of this computer that is up.</source>
            <translation>查找本机已启用的网卡。</translation>
        </message>
        <message>
            <source>Compared the box's address with the networks of this computer.</source>
            <translation>将盒子地址与本机所在网段比较。</translation>
        </message>
        <message>
            <source>Looked whether two devices answer at the box's address.</source>
            <translation>检查盒子的地址是否有两台设备应答。</translation>
        </message>
        <message>
            <source>Asked this computer's operating system for the way to the box.</source>
            <translation>向本机操作系统查询到盒子的路由。</translation>
        </message>
        <message>
            <source>Connected to the box's face interface.</source>
            <translation>连接盒子的人脸接口。</translation>
        </message>
        <message>
            <source>Asked for its devices, a question that only Sophon boxes answer.</source>
            <translation>查询设备列表，只有 Sophon 盒子会应答。</translation>
        </message>
        <message>
            <source>Asked the box for its devices and looked whether it is still starting.</source>
            <translation>查询设备列表，检查盒子是否仍在初始化。</translation>
        </message>
        <message>
            <source>Asked the box's system interface for its hardware and time.</source>
            <translation>通过盒子的系统接口查询硬件信息和时间。</translation>
        </message>
        <message>
            <source>Connected to the event stream and subscribed to the box's cameras.</source>
            <translation>连接事件流，并订阅盒子的采集设备。</translation>
        </message>
        <message>
            <source>Read the list of devices on the box.</source>
            <translation>读取盒子上的设备列表。</translation>
        </message>
        <message>
            <source>Looked at the states of the cameras in the box's last message.</source>
            <translation>查看盒子最近一条消息中采集设备的状态。</translation>
        </message>
        <message>
            <source>Read to which addresses the box sends its reports.</source>
            <translation>读取盒子的上报地址。</translation>
        </message>
        <message>
            <source>Compared those addresses with the box's own.</source>
            <translation>将上报地址与盒子自己的地址比较。</translation>
        </message>
        <message>
            <source>Looked whether our receiver listens on the address that faces the box.</source>
            <translation>检查接收服务是否在面向盒子的地址上监听。</translation>
        </message>
        <message>
            <source>Looked whether anything from the box's address has come to our receiver.</source>
            <translation>检查接收服务是否收到过来自盒子地址的数据。</translation>
        </message>
        <message>
            <source>Read the firewall rules of this computer, where that is allowed.</source>
            <translation>在权限允许时读取本机防火墙规则。</translation>
        </message>
        <message>
            <source>Looked for the box's last message and whether it could be read.</source>
            <translation>查找盒子最近一条消息，以及能否解析。</translation>
        </message>
        <message>
            <source>Compared the size of the box's messages with the limit of 32 MB.</source>
            <translation>将盒子消息的大小与 32 MB 上限比较。</translation>
        </message>
        <message>
            <source>Asked the box how many people are registered; no names, no pictures.</source>
            <translation>查询盒子已注册的人员数量，不读取姓名和照片。</translation>
        </message>
        <message>
            <source>Read the match threshold and the minimum face size.</source>
            <translation>读取匹配阈值和最小人脸像素。</translation>
        </message>
        <message>
            <source>Read the arming periods and compared them with the time now.</source>
            <translation>读取布防时间段，并与当前时间比较。</translation>
        </message>
        <message>
            <source>Compared the box's clock with that of this computer.</source>
            <translation>将盒子时钟与本机时钟比较。</translation>
        </message>
        <message>
            <source>Read how long the box keeps quiet about the same person.</source>
            <translation>读取盒子对同一人的去重间隔。</translation>
        </message>
        <message>
            <source>Compared the last events here with the newest one in the box's own history.</source>
            <translation>将本机收到的最近事件与盒子历史记录中最新的一条比较。</translation>
        </message>
        <message>
            <source>{box}: {title}: {result}</source>
            <translation>{box}：{title}：{result}</translation>
        </message>
        <message>
            <source>Nothing can be told about {box} yet.</source>
            <translation>目前还无法判断 {box} 的情况。</translation>
        </message>
        <message>
            <source>Everything is in order on the way from {box} to this computer.</source>
            <translation>从 {box} 到本机，一切正常。</translation>
        </message>
        <message>
            <source>Everything that can be checked from here is in order.</source>
            <translation>从本机能检查的各项均正常。</translation>
        </message>
        <message>
            <source>Let a registered person stand in front of a camera. If still nothing appears, open the steps that are not known and run this again.</source>
            <translation>请一位已注册人员站到采集设备前。如果仍无事件，请展开“未知”的步骤查看，然后重新检查。</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>Cannot be told from here: {names} and {count} more.</source>
            <translation>从本机无法判断：{names} 等，另有 {count} 项。</translation>
        </message>
        <message>
            <source>Cannot be told from here: {names}.</source>
            <translation>从本机无法判断：{names}。</translation>
        </message>
        <message>
            <source>Send them here…</source>
            <translation>上报到本机…</translation>
        </message>
        <message>
            <source>Send them here: {url}</source>
            <translation>上报到本机：{url}</translation>
        </message>
        <message>
            <source>Listen on the address that faces the box</source>
            <translation>在面向盒子的地址上监听</translation>
        </message>
        <message>
            <source>Listen on {url}</source>
            <translation>在 {url} 上监听</translation>
        </message>
        <message>
            <source>Open the box's web page</source>
            <translation>打开盒子的网页</translation>
        </message>
        <message>
            <source>Find boxes…</source>
            <translation>查找盒子…</translation>
        </message>
        <message>
            <source>Open the message log</source>
            <translation>打开消息日志</translation>
        </message>
        <message>
            <source>In order</source>
            <translation>正常</translation>
        </message>
        <message>
            <source>Fault</source>
            <translation>故障</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Skipped</source>
            <translation>已跳过</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>检查中…</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>等待</translation>
        </message>
        <message>
            <source>{n} ms</source>
            <translation>{n} ms</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} 秒</translation>
        </message>
        <message>
            <source>not checked: waits for a step above</source>
            <translation>未检查：需先解决上面的步骤</translation>
        </message>
        <message>
            <source>its cameras are ready</source>
            <translation>采集设备已就绪</translation>
        </message>
        <message>
            <source>its cameras are still starting</source>
            <translation>采集设备仍在初始化</translation>
        </message>
        <message>
            <source>Until they have started the box recognises nobody.</source>
            <translation>初始化完成之前，盒子不会识别任何人。</translation>
        </message>
        <message>
            <source>Wait two minutes and run this again; if it stays so, look at the cameras in the box's web page.</source>
            <translation>等待两分钟后重新检查；如果仍然如此，请在盒子的网页中查看采集设备。</translation>
        </message>
        <message>
            <source>{box} is still starting its cameras.</source>
            <translation>{box} 的采集设备仍在初始化。</translation>
        </message>
        <message>
            <source>this software does not tell</source>
            <translation>该版本软件不提供此信息</translation>
        </message>
        <message>
            <source>Older software has no list of devices to ask for.</source>
            <translation>旧版软件没有可查询的设备列表。</translation>
        </message>
        <message>
            <source>Restart the box in its own web page; if it stays so, ask the vendor.</source>
            <translation>在盒子的网页中重启盒子；如果仍然如此，请联系厂家。</translation>
        </message>
        <message>
            <source>Health, clock and report settings cannot be read; events may still come.</source>
            <translation>无法读取健康状况、时钟和上报设置；事件可能仍能收到。</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>有应答</translation>
        </message>
        <message>
            <source>this software has none; it reports its health by itself</source>
            <translation>该版本软件没有此端口，由盒子主动上报状态</translation>
        </message>
        <message>
            <source>answers with an error ({status})</source>
            <translation>应答错误（{status}）</translation>
        </message>
        <message>
            <source>The system port of {box} answers with an error.</source>
            <translation>{box} 的系统端口返回错误。</translation>
        </message>
        <message>
            <source>something else answers: {detail}</source>
            <translation>应答的是其他设备：{detail}</translation>
        </message>
        <message>
            <source>Check the port that was given for the system interface; 8888 is usual.</source>
            <translation>检查填写的系统接口端口，通常为 8888。</translation>
        </message>
        <message>
            <source>What answers on the system port of {box} is not its system interface.</source>
            <translation>{box} 系统端口上应答的不是系统接口。</translation>
        </message>
        <message>
            <source>the connection is refused</source>
            <translation>连接被拒绝</translation>
        </message>
        <message>
            <source>{box} refuses the connection to its system port.</source>
            <translation>{box} 拒绝连接系统端口。</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>无应答</translation>
        </message>
        <message>
            <source>Look whether a firewall or a switch between here and the box stops port 8888.</source>
            <translation>检查本机与盒子之间的防火墙或交换机是否拦截了端口 8888。</translation>
        </message>
        <message>
            <source>The system port of {box} does not answer.</source>
            <translation>{box} 的系统端口无应答。</translation>
        </message>
        <message>
            <source>cannot be reached ({detail})</source>
            <translation>无法到达（{detail}）</translation>
        </message>
        <message>
            <source>The system port of {box} cannot be reached.</source>
            <translation>无法到达 {box} 的系统端口。</translation>
        </message>
        <message>
            <source>the connection was closed at once ({detail})</source>
            <translation>连接立即被关闭（{detail}）</translation>
        </message>
        <message>
            <source>{box} closes the connection to its system port.</source>
            <translation>{box} 关闭了系统端口的连接。</translation>
        </message>
        <message>
            <source>Events come by this stream, so none reach this computer.</source>
            <translation>事件由该事件流推送，因此本机收不到任何事件。</translation>
        </message>
        <message>
            <source>connected, subscription accepted, cameras: {cameras}</source>
            <translation>已连接，订阅成功，采集设备：{cameras}</translation>
        </message>
        <message>
            <source>this window is connected to it</source>
            <translation>本窗口已连接</translation>
        </message>
        <message>
            <source>this software has none; it sends its events to an address</source>
            <translation>该版本软件没有事件流，事件上报到指定地址</translation>
        </message>
        <message>
            <source>the box has no camera to subscribe to</source>
            <translation>盒子上没有可订阅的采集设备</translation>
        </message>
        <message>
            <source>Events are subscribed to camera by camera.</source>
            <translation>事件按采集设备逐个订阅。</translation>
        </message>
        <message>
            <source>Add a camera on the box, in its own web page.</source>
            <translation>在盒子的网页中添加采集设备。</translation>
        </message>
        <message>
            <source>{box} has no camera whose events could be subscribed to.</source>
            <translation>{box} 上没有可订阅事件的采集设备。</translation>
        </message>
        <message>
            <source>answers, but not as an event stream ({detail})</source>
            <translation>有应答，但不是事件流（{detail}）</translation>
        </message>
        <message>
            <source>Check the port that was given for the events; 5679 is usual.</source>
            <translation>检查填写的事件端口，通常为 5679。</translation>
        </message>
        <message>
            <source>{box} refuses the subscription to its events.</source>
            <translation>{box} 拒绝订阅事件。</translation>
        </message>
        <message>
            <source>connected, then closed by the box ({detail})</source>
            <translation>已连接，随后被盒子关闭（{detail}）</translation>
        </message>
        <message>
            <source>Close other programs that watch this box and run this again; if it stays so, restart the box.</source>
            <translation>关闭其他正在监视该盒子的程序后重新检查；如果仍然如此，请重启盒子。</translation>
        </message>
        <message>
            <source>{box} drops the event stream right after the subscription.</source>
            <translation>{box} 在订阅后立即断开事件流。</translation>
        </message>
        <message>
            <source>{box} refuses the connection to its event stream.</source>
            <translation>{box} 拒绝连接事件流。</translation>
        </message>
        <message>
            <source>Look whether a firewall or a switch between here and the box stops port 5679.</source>
            <translation>检查本机与盒子之间的防火墙或交换机是否拦截了端口 5679。</translation>
        </message>
        <message>
            <source>The event stream of {box} does not answer.</source>
            <translation>{box} 的事件流无应答。</translation>
        </message>
        <message>
            <source>The event stream of {box} cannot be reached.</source>
            <translation>无法到达 {box} 的事件流。</translation>
        </message>
        <message>
            <source>{box} closes the connection to its event stream.</source>
            <translation>{box} 关闭了事件流的连接。</translation>
        </message>
        <message>
            <source>{cameras} in the list</source>
            <translation>列表中有 {cameras} 个</translation>
        </message>
        <message>
            <source>the list of devices is empty</source>
            <translation>设备列表为空</translation>
        </message>
        <message>
            <source>Without a camera the box sees nobody.</source>
            <translation>没有采集设备，盒子看不到任何人。</translation>
        </message>
        <message>
            <source>Add a camera in the box's web page, and check its stream with VLC first.</source>
            <translation>先用 VLC 检查采集设备的视频流，再在盒子的网页中添加。</translation>
        </message>
        <message>
            <source>No camera is set up on {box}.</source>
            <translation>{box} 上没有添加采集设备。</translation>
        </message>
        <message>
            <source>Its cameras are known only from its own messages.</source>
            <translation>只能从盒子自己的消息中得知其采集设备。</translation>
        </message>
        <message>
            <source>Check power and cable of the camera, then its address and password in the box's web page.</source>
            <translation>检查采集设备的电源和网线，再在盒子的网页中核对其地址和密码。</translation>
        </message>
        <message>
            <source>{cameras} online, as the box's last message says</source>
            <translation>盒子最近一条消息显示 {cameras} 个在线</translation>
        </message>
        <message>
            <source>offline: {offline} ({names})</source>
            <translation>离线：{offline} 个（{names}）</translation>
        </message>
        <message>
            <source>These cameras give no events; the others do.</source>
            <translation>这些采集设备不产生事件，其他的正常。</translation>
        </message>
        <message>
            <source>Some cameras of {box} are offline: {names}.</source>
            <translation>{box} 的部分采集设备离线：{names}。</translation>
        </message>
        <message>
            <source>all offline ({cameras}), as the box's last message says</source>
            <translation>盒子最近一条消息显示全部离线（{cameras} 个）</translation>
        </message>
        <message>
            <source>The box gets no picture from any camera, so it sees nobody.</source>
            <translation>盒子收不到任何采集设备的图像，因此看不到任何人。</translation>
        </message>
        <message>
            <source>All cameras of {box} are offline.</source>
            <translation>{box} 的采集设备全部离线。</translation>
        </message>
        <message>
            <source>no message of the box has told it yet</source>
            <translation>盒子的消息尚未提供此信息</translation>
        </message>
        <message>
            <source>The box tells the states of its cameras in its own reports only.</source>
            <translation>盒子只在状态上报中提供采集设备的状态。</translation>
        </message>
        <message>
            <source>Look at the preview in the box's web page, or have its reports sent here.</source>
            <translation>在盒子的网页中查看设备预览，或让状态上报到本机。</translation>
        </message>
        <message>
            <source>{adapter} {address} is up</source>
            <translation>{adapter} {address} 已启用</translation>
        </message>
        <message>
            <source>none needed: the box runs on this computer itself</source>
            <translation>不需要：盒子就在本机上运行</translation>
        </message>
        <message>
            <source>no network card is connected</source>
            <translation>没有已连接的网卡</translation>
        </message>
        <message>
            <source>This computer is in no network, so nothing reaches it.</source>
            <translation>本机未接入任何网络，收不到任何数据。</translation>
        </message>
        <message>
            <source>Plug in the network cable, or join the wireless network of the site.</source>
            <translation>插上网线，或连接现场的无线网络。</translation>
        </message>
        <message>
            <source>This computer is not connected to any network.</source>
            <translation>本机未连接任何网络。</translation>
        </message>
        <message>
            <source>the name {host} is not known ({detail})</source>
            <translation>找不到名称 {host}（{detail}）</translation>
        </message>
        <message>
            <source>No device in this network goes by that name.</source>
            <translation>本网络中没有该名称的设备。</translation>
        </message>
        <message>
            <source>Use the box's IP address instead of its name.</source>
            <translation>请使用盒子的 IP 地址代替名称。</translation>
        </message>
        <message>
            <source>No address is found for the name {host}.</source>
            <translation>找不到名称 {host} 对应的地址。</translation>
        </message>
        <message>
            <source>the box is in {network}, as this computer is</source>
            <translation>盒子与本机同在 {network}</translation>
        </message>
        <message>
            <source>{address} lies outside this computer's network {network}: behind a router</source>
            <translation>{address} 不在本机网段 {network} 内，需经路由器</translation>
        </message>
        <message>
            <source>That works where the router knows both networks and lets the ports through.</source>
            <translation>路由器连通两个网段并放行端口时，可以正常工作。</translation>
        </message>
        <message>
            <source>If something fails below, try again with a cable in the box's own network.</source>
            <translation>如果下面的步骤出现故障，请把网线直接接入盒子所在网络后重试。</translation>
        </message>
        <message>
            <source>{address} lies outside this computer's network {network}</source>
            <translation>{address} 不在本机网段 {network} 内</translation>
        </message>
        <message>
            <source>No router on the way answers for the box's network.</source>
            <translation>途中没有路由器能到达盒子所在网段。</translation>
        </message>
        <message>
            <source>Give this computer a free address in the box's network, or check that the box's address is typed right.</source>
            <translation>给本机设置一个盒子网段内的空闲地址，或检查盒子的地址是否填写正确。</translation>
        </message>
        <message>
            <source>This computer is not in the network of {box}.</source>
            <translation>本机与 {box} 不在同一网段。</translation>
        </message>
        <message>
            <source>this computer has only the address {address}</source>
            <translation>本机只有地址 {address}</translation>
        </message>
        <message>
            <source>It asked for an address and nobody in the network gave it one.</source>
            <translation>本机请求了地址，但网络中没有设备分配地址。</translation>
        </message>
        <message>
            <source>Give this computer a fixed, free address in the box's network.</source>
            <translation>给本机设置一个盒子网段内的固定空闲地址。</translation>
        </message>
        <message>
            <source>This computer got no address in the network of {box}.</source>
            <translation>本机在 {box} 所在网络中没有获得地址。</translation>
        </message>
        <message>
            <source>one device answers ({mac})</source>
            <translation>一台设备应答（{mac}）</translation>
        </message>
        <message>
            <source>two devices answer: {macs}</source>
            <translation>两台设备应答：{macs}</translation>
        </message>
        <message>
            <source>Two devices use the same address, so messages go to one or the other.</source>
            <translation>两台设备使用同一地址，消息会随机到达其中一台。</translation>
        </message>
        <message>
            <source>Unplug one of the two devices, give it another address, then run this again.</source>
            <translation>断开其中一台设备，为它更换地址，然后重新检查。</translation>
        </message>
        <message>
            <source>Two devices use the address of {box}.</source>
            <translation>有两台设备使用 {box} 的地址。</translation>
        </message>
        <message>
            <source>{address} is this computer's own address</source>
            <translation>{address} 是本机自己的地址</translation>
        </message>
        <message>
            <source>Whatever is meant for the box stays on this computer.</source>
            <translation>发给盒子的数据都留在了本机。</translation>
        </message>
        <message>
            <source>Give this computer another address, or correct the box's address.</source>
            <translation>为本机更换地址，或更正盒子的地址。</translation>
        </message>
        <message>
            <source>The address of {box} is this computer's own.</source>
            <translation>{box} 的地址就是本机自己的地址。</translation>
        </message>
        <message>
            <source>answers come from {first} and from {second}</source>
            <translation>{first} 和 {second} 都有应答</translation>
        </message>
        <message>
            <source>Two boxes use the same address and answer in turn.</source>
            <translation>两个盒子使用同一地址，轮流应答。</translation>
        </message>
        <message>
            <source>Unplug one of the two boxes, give it another address, then run this again.</source>
            <translation>断开其中一个盒子，为它更换地址，然后重新检查。</translation>
        </message>
        <message>
            <source>Two boxes use the address of {box}.</source>
            <translation>有两个盒子使用 {box} 的地址。</translation>
        </message>
        <message>
            <source>cannot be seen from here</source>
            <translation>从本机看不到</translation>
        </message>
        <message>
            <source>Behind a router, or without the right to look, two devices look like one.</source>
            <translation>经过路由器或没有查看权限时，两台设备看起来像一台。</translation>
        </message>
        <message>
            <source>goes out through {address}</source>
            <translation>经 {address} 发出</translation>
        </message>
        <message>
            <source>this computer knows no way to the box</source>
            <translation>本机没有到盒子的路由</translation>
        </message>
        <message>
            <source>The box's address lies outside every network that this computer is in.</source>
            <translation>盒子的地址不在本机所在的任何网段内。</translation>
        </message>
        <message>
            <source>Connect this computer to the box's network, or set a gateway on it.</source>
            <translation>将本机接入盒子所在网络，或为本机设置网关。</translation>
        </message>
        <message>
            <source>This computer knows no way to {box}.</source>
            <translation>本机没有到 {box} 的路由。</translation>
        </message>
        <message>
            <source>answers on port {port}</source>
            <translation>端口 {port} 有应答</translation>
        </message>
        <message>
            <source>closed: the box is in bare Box mode</source>
            <translation>未开放：盒子处于 Box模式</translation>
        </message>
        <message>
            <source>In Box mode the box runs no face recognition, so it has no events.</source>
            <translation>Box模式下盒子不运行人脸识别，因此没有事件。</translation>
        </message>
        <message>
            <source>Ask whoever runs the box, then switch it to Gate mode in its own web page; it restarts by that.</source>
            <translation>征得盒子管理员同意后，在盒子的网页中切换到 Gate模式；切换后盒子会重启。</translation>
        </message>
        <message>
            <source>{box} runs without its face recognition: it is in Box mode.</source>
            <translation>{box} 未运行人脸识别：处于 Box模式。</translation>
        </message>
        <message>
            <source>port {port} is closed, but the system port answers</source>
            <translation>端口 {port} 未开放，但系统端口有应答</translation>
        </message>
        <message>
            <source>The box is on, but its face recognition does not run.</source>
            <translation>盒子已开机，但人脸识别未运行。</translation>
        </message>
        <message>
            <source>Wait a minute; if it stays so, restart the box in its own web page.</source>
            <translation>等待一分钟；如果仍然如此，请在盒子的网页中重启盒子。</translation>
        </message>
        <message>
            <source>The face recognition of {box} does not run.</source>
            <translation>{box} 的人脸识别未运行。</translation>
        </message>
        <message>
            <source>A device is there, but no face recognition listens on it.</source>
            <translation>该地址有设备，但没有人脸识别服务在监听。</translation>
        </message>
        <message>
            <source>If the box was just switched on, wait two minutes; else check its address and port.</source>
            <translation>如果盒子刚开机，请等待两分钟；否则请检查地址和端口。</translation>
        </message>
        <message>
            <source>{box} refuses the connection to its face port.</source>
            <translation>{box} 拒绝连接人脸端口。</translation>
        </message>
        <message>
            <source>Nothing at this address answers: the box is off, unplugged or elsewhere.</source>
            <translation>该地址没有任何应答：盒子已关机、未接网线或换了地址。</translation>
        </message>
        <message>
            <source>Check power, cable and the lights at the network socket, then search for the box.</source>
            <translation>检查电源、网线和网口指示灯，然后查找盒子。</translation>
        </message>
        <message>
            <source>{box} does not answer at its address.</source>
            <translation>{box} 在其地址上无应答。</translation>
        </message>
        <message>
            <source>the address cannot be reached ({detail})</source>
            <translation>无法到达该地址（{detail}）</translation>
        </message>
        <message>
            <source>No device with this address is in the network.</source>
            <translation>网络中没有该地址的设备。</translation>
        </message>
        <message>
            <source>{box} cannot be reached at its address.</source>
            <translation>无法到达 {box} 的地址。</translation>
        </message>
        <message>
            <source>Something takes the connection and drops it: a firewall, or a service starting.</source>
            <translation>连接建立后即被断开：可能是防火墙，或服务正在启动。</translation>
        </message>
        <message>
            <source>Wait two minutes and run this again; if it stays so, restart the box.</source>
            <translation>等待两分钟后重新检查；如果仍然如此，请重启盒子。</translation>
        </message>
        <message>
            <source>{box} closes the connection to its face port.</source>
            <translation>{box} 关闭了人脸端口的连接。</translation>
        </message>
        <message>
            <source>{generation} ({version}), SN {sn}</source>
            <translation>{generation}（{version}），SN {sn}</translation>
        </message>
        <message>
            <source>Door panels and televisions use port 5555 too.</source>
            <translation>门禁PAD和电视也使用端口 5555。</translation>
        </message>
        <message>
            <source>Search for the box: it may have another address now.</source>
            <translation>请查找盒子：它可能已更换地址。</translation>
        </message>
        <message>
            <source>The device at the address of {box} is no Sophon box.</source>
            <translation>{box} 的地址上不是 Sophon 盒子。</translation>
        </message>
        <message>
            <source>takes the connection and says nothing</source>
            <translation>接受连接，但没有任何应答</translation>
        </message>
        <message>
            <source>Its face recognition hangs, or another kind of device is there.</source>
            <translation>人脸识别服务卡住，或该地址是其他设备。</translation>
        </message>
        <message>
            <source>Restart the box in its own web page, or search for it at another address.</source>
            <translation>在盒子的网页中重启盒子，或在其他地址查找盒子。</translation>
        </message>
        <message>
            <source>{box} takes connections but answers nothing.</source>
            <translation>{box} 接受连接，但没有任何应答。</translation>
        </message>
        <message>
            <source>no whole answer within {seconds}</source>
            <translation>{seconds}内没有完整应答</translation>
        </message>
        <message>
            <source>The box is overloaded, or the way to it is very slow.</source>
            <translation>盒子负载过高，或网络很慢。</translation>
        </message>
        <message>
            <source>Look at its processor and memory on the Health page, and check the cable.</source>
            <translation>在“健康”页查看 CPU 和内存，并检查网线。</translation>
        </message>
        <message>
            <source>{box} answers too slowly.</source>
            <translation>{box} 应答太慢。</translation>
        </message>
        <message>
            <source>The box is on, but its software does not work as it should.</source>
            <translation>盒子已开机，但软件工作不正常。</translation>
        </message>
        <message>
            <source>{box} answers every question with an error.</source>
            <translation>{box} 对每个请求都返回错误。</translation>
        </message>
        <message>
            <source>points to another address, which is not followed</source>
            <translation>要求跳转到其他地址，未予跟随</translation>
        </message>
        <message>
            <source>A Sophon box never does that: a router or a login page answers in its place.</source>
            <translation>Sophon 盒子不会这样：应答的是路由器或登录页面。</translation>
        </message>
        <message>
            <source>Check the address, and whether this network asks for a login.</source>
            <translation>检查地址，以及该网络是否要求登录。</translation>
        </message>
        <message>
            <source>Something other than {box} answers at its address.</source>
            <translation>{box} 的地址上应答的是其他设备。</translation>
        </message>
        <message>
            <source>sends an answer without end</source>
            <translation>应答没有结尾</translation>
        </message>
        <message>
            <source>No Sophon box does that.</source>
            <translation>Sophon 盒子不会这样。</translation>
        </message>
        <message>
            <source>Check the address: another kind of device may be there.</source>
            <translation>检查地址：该地址可能是其他设备。</translation>
        </message>
        <message>
            <source>What answers at the address of {box} is no Sophon box.</source>
            <translation>{box} 的地址上应答的不是 Sophon 盒子。</translation>
        </message>
        <message>
            <source>the answer cannot be read: {detail}</source>
            <translation>无法解析应答：{detail}</translation>
        </message>
        <message>
            <source>Something answers, but not in the way of a Sophon box.</source>
            <translation>有应答，但不是 Sophon 盒子的应答方式。</translation>
        </message>
        <message>
            <source>Check the address; if it is right, restart the box.</source>
            <translation>检查地址；如果地址正确，请重启盒子。</translation>
        </message>
        <message>
            <source>The answer of {box} cannot be read.</source>
            <translation>无法解析 {box} 的应答。</translation>
        </message>
        <message>
            <source>{count} registered</source>
            <translation>已注册 {count} 人</translation>
        </message>
        <message>
            <source>nobody is registered</source>
            <translation>没有已注册人员</translation>
        </message>
        <message>
            <source>Without registered people nobody can be recognised.</source>
            <translation>没有已注册人员，就无法识别任何人。</translation>
        </message>
        <message>
            <source>Register a person with a photo in the box's web page, under Users.</source>
            <translation>在盒子网页的“用户”中用照片注册人员。</translation>
        </message>
        <message>
            <source>Nobody is registered on {box}.</source>
            <translation>{box} 上没有已注册人员。</translation>
        </message>
        <message>
            <source>the box does not tell</source>
            <translation>盒子不提供此信息</translation>
        </message>
        <message>
            <source>threshold {threshold}, smallest face {face}</source>
            <translation>匹配阈值 {threshold}，最小人脸 {face}</translation>
        </message>
        <message>
            <source>threshold {threshold} of 100</source>
            <translation>匹配阈值 {threshold}（满分 100）</translation>
        </message>
        <message>
            <source>Hardly any score gets that high, so registered people pass as strangers.</source>
            <translation>几乎没有得分能达到该值，已注册人员会被当作陌生人。</translation>
        </message>
        <message>
            <source>Set the match threshold to 82 in the box's web page; 82 is usual.</source>
            <translation>在盒子的网页中将匹配阈值设为 82（常用值）。</translation>
        </message>
        <message>
            <source>The match threshold of {box} is too high.</source>
            <translation>{box} 的匹配阈值过高。</translation>
        </message>
        <message>
            <source>threshold {threshold} of 100, lower than usual</source>
            <translation>匹配阈值 {threshold}（满分 100），低于常用值</translation>
        </message>
        <message>
            <source>Events come, but people may be taken for others.</source>
            <translation>会有事件，但可能认错人。</translation>
        </message>
        <message>
            <source>82 is usual; change it in the box's web page if it was not meant so.</source>
            <translation>常用值为 82；如非有意设置，请在盒子的网页中修改。</translation>
        </message>
        <message>
            <source>faces below {face} are not looked at</source>
            <translation>小于 {face} 的人脸不识别</translation>
        </message>
        <message>
            <source>Only people very close to the camera are recognised.</source>
            <translation>只有离采集设备很近的人才会被识别。</translation>
        </message>
        <message>
            <source>Set the minimum face size to 40 px in the box's web page; the box may restart by that.</source>
            <translation>在盒子的网页中将最小人脸像素设为 40；盒子可能因此重启。</translation>
        </message>
        <message>
            <source>{box} only looks at very large faces.</source>
            <translation>{box} 只识别很大的人脸。</translation>
        </message>
        <message>
            <source>the box only takes pictures of faces</source>
            <translation>盒子只抓拍人脸</translation>
        </message>
        <message>
            <source>In this mode it compares them with nobody, so it recognises nobody.</source>
            <translation>该模式下不做比对，因此不会识别任何人。</translation>
        </message>
        <message>
            <source>Switch on recognition in the box's web page; the box may restart by that.</source>
            <translation>在盒子的网页中开启识别；盒子可能因此重启。</translation>
        </message>
        <message>
            <source>{box} takes pictures of faces, but recognises nobody.</source>
            <translation>{box} 只抓拍人脸，不做识别。</translation>
        </message>
        <message>
            <source>armed now: {periods}</source>
            <translation>当前处于布防时间段：{periods}</translation>
        </message>
        <message>
            <source>armed {periods}; on the box it is {time}</source>
            <translation>布防时间段为 {periods}；盒子当前时间为 {time}</translation>
        </message>
        <message>
            <source>Outside its arming periods the box tells no events.</source>
            <translation>不在布防时间段内，盒子不产生事件。</translation>
        </message>
        <message>
            <source>Wait for the period, or change it in the box's web page; the box may restart by that.</source>
            <translation>等到布防时间段，或在盒子的网页中修改；盒子可能因此重启。</translation>
        </message>
        <message>
            <source>{box} is not armed at this time.</source>
            <translation>{box} 当前不在布防时间段内。</translation>
        </message>
        <message>
            <source>always armed</source>
            <translation>始终布防</translation>
        </message>
        <message>
            <source>right, off by {seconds}</source>
            <translation>正确，相差 {seconds}</translation>
        </message>
        <message>
            <source>off by {difference}</source>
            <translation>相差 {difference}</translation>
        </message>
        <message>
            <source>Its events carry a wrong time and are looked for on the wrong day.</source>
            <translation>事件的时间不对，会在错误的日期里查找。</translation>
        </message>
        <message>
            <source>Set the time in the box's web page, best from a time server (NTP).</source>
            <translation>在盒子的网页中设置时间，建议使用时间服务器（NTP）。</translation>
        </message>
        <message>
            <source>The clock of {box} is wrong by {difference}.</source>
            <translation>{box} 的时钟相差 {difference}。</translation>
        </message>
        <message>
            <source>off by exactly {hours} h: the time zone</source>
            <translation>正好相差 {hours} 小时：时区问题</translation>
        </message>
        <message>
            <source>On the box the zone is counted the other way round: -8 means UTC+8.</source>
            <translation>盒子上的时区符号相反：-8 表示 UTC+8。</translation>
        </message>
        <message>
            <source>Set the time zone in the box's web page, then look at the time it shows.</source>
            <translation>在盒子的网页中设置时区，然后核对显示的时间。</translation>
        </message>
        <message>
            <source>The time zone of {box} is wrong by {hours} h.</source>
            <translation>{box} 的时区相差 {hours} 小时。</translation>
        </message>
        <message>
            <source>shows {date}: it has never been set</source>
            <translation>显示 {date}：从未设置过</translation>
        </message>
        <message>
            <source>The box lost its time when it was without power, and found no time server.</source>
            <translation>盒子断电后丢失了时间，且找不到时间服务器。</translation>
        </message>
        <message>
            <source>The clock of {box} has never been set.</source>
            <translation>{box} 的时钟从未设置过。</translation>
        </message>
        <message>
            <source>the same person again after {seconds}</source>
            <translation>同一人间隔 {seconds} 后再次上报</translation>
        </message>
        <message>
            <source>the same person again only after {seconds}</source>
            <translation>同一人需间隔 {seconds} 才会再次上报</translation>
        </message>
        <message>
            <source>Whoever tries twice in that time is told once; the second try seems lost.</source>
            <translation>在此时间内重复尝试只上报一次，第二次看起来像丢失。</translation>
        </message>
        <message>
            <source>Test with different people, or shorten the interval in the box's web page.</source>
            <translation>换不同的人测试，或在盒子的网页中缩短去重间隔。</translation>
        </message>
        <message>
            <source>{box} keeps quiet about the same person for {seconds}.</source>
            <translation>{box} 在 {seconds} 内不会重复上报同一人。</translation>
        </message>
        <message>
            <source>received {ago} ago; cameras with events: {cameras}</source>
            <translation>{ago}前收到；有事件的采集设备：{cameras}</translation>
        </message>
        <message>
            <source>the box recognised somebody {ago} ago, before it was watched from here</source>
            <translation>盒子在 {ago}前识别到人，当时本机尚未监视</translation>
        </message>
        <message>
            <source>Recognition works; only what comes from now on is told here.</source>
            <translation>识别正常；本机只显示从现在起的事件。</translation>
        </message>
        <message>
            <source>Stand in front of a camera and look at it.</source>
            <translation>请站到采集设备前并看向它。</translation>
        </message>
        <message>
            <source>the box recognised somebody {ago} ago, and nothing came here</source>
            <translation>盒子在 {ago}前识别到人，但本机没有收到</translation>
        </message>
        <message>
            <source>The box keeps its events, but does not send them.</source>
            <translation>盒子保存了事件，但没有发送。</translation>
        </message>
        <message>
            <source>{box} recognises people, but sends no events.</source>
            <translation>{box} 能识别人员，但不发送事件。</translation>
        </message>
        <message>
            <source>nobody was recognised yet, here or on the box</source>
            <translation>本机和盒子上都还没有识别记录</translation>
        </message>
        <message>
            <source>Nobody has walked by, or nobody was recognised.</source>
            <translation>没有人经过，或没有人被识别。</translation>
        </message>
        <message>
            <source>Let a registered person stand about one metre in front of a camera.</source>
            <translation>请一位已注册人员站到采集设备前约一米处。</translation>
        </message>
        <message>
            <source>none here, and the box's history cannot be read</source>
            <translation>本机没有收到，且无法读取盒子的历史记录</translation>
        </message>
        <message>
            <source>Whether the box recognises anybody is not known.</source>
            <translation>不知道盒子是否识别到人。</translation>
        </message>
        <message>
            <source>Look at the history in the box's web page.</source>
            <translation>在盒子的网页中查看历史记录。</translation>
        </message>
        <message>
            <source>Have its reports sent here while you work; the present address is put back later.</source>
            <translation>工作期间让它上报到本机；之后会恢复原来的地址。</translation>
        </message>
        <message>
            <source>points to this computer: {url}</source>
            <translation>指向本机：{url}</translation>
        </message>
        <message>
            <source>points to {url}; our receiver has port {port}</source>
            <translation>指向 {url}；本机接收服务的端口是 {port}</translation>
        </message>
        <message>
            <source>The box sends to this computer, but to a port where nothing of ours listens.</source>
            <translation>盒子上报到本机，但该端口没有接收服务在监听。</translation>
        </message>
        <message>
            <source>Have its reports sent here again, or start the receiver on that port.</source>
            <translation>重新让它上报到本机，或在该端口启动接收服务。</translation>
        </message>
        <message>
            <source>{box} reports to another port of this computer.</source>
            <translation>{box} 上报到本机的另一个端口。</translation>
        </message>
        <message>
            <source>points to this computer, with the ending of another box: {url}</source>
            <translation>指向本机，但结尾是其他盒子的：{url}</translation>
        </message>
        <message>
            <source>Its messages arrive, but may be taken for those of another box.</source>
            <translation>消息能到达，但可能被当作其他盒子的消息。</translation>
        </message>
        <message>
            <source>Have its reports sent here again.</source>
            <translation>重新让它上报到本机。</translation>
        </message>
        <message>
            <source>{box} reports here under the address of another box.</source>
            <translation>{box} 以其他盒子的地址上报到本机。</translation>
        </message>
        <message>
            <source>points to {url}, an old address of this computer</source>
            <translation>指向 {url}，是本机以前的地址</translation>
        </message>
        <message>
            <source>It sends its reports to {address}, which this computer had before.</source>
            <translation>它上报到 {address}，那是本机以前的地址。</translation>
        </message>
        <message>
            <source>Have its reports sent here again, or give this computer a fixed address.</source>
            <translation>重新让它上报到本机，或给本机设置固定地址。</translation>
        </message>
        <message>
            <source>{box} reports to an address this computer no longer has.</source>
            <translation>{box} 上报到本机已不再使用的地址。</translation>
        </message>
        <message>
            <source>points to {url}, set by a Sophon Monitor elsewhere</source>
            <translation>指向 {url}，由另一台电脑的 Sophon Monitor 设置</translation>
        </message>
        <message>
            <source>Its reports go to {address}: another laptop has borrowed them, or left them so.</source>
            <translation>它上报到 {address}：另一台电脑借用了上报，或离开时未恢复。</translation>
        </message>
        <message>
            <source>Ask who works with that laptop. If nobody does, have the reports sent here while you work.</source>
            <translation>请确认是否有人正在使用那台电脑。如果没有，可在工作期间让它上报到本机。</translation>
        </message>
        <message>
            <source>{box} reports to the Sophon Monitor of another computer.</source>
            <translation>{box} 上报到另一台电脑的 Sophon Monitor。</translation>
        </message>
        <message>
            <source>points to {url}, which is no address</source>
            <translation>指向 {url}，不是有效地址</translation>
        </message>
        <message>
            <source>It is typed wrong, so the box sends nothing.</source>
            <translation>地址填写错误，盒子不会发送任何数据。</translation>
        </message>
        <message>
            <source>Correct it in the box's web page, or have the reports sent here while you work.</source>
            <translation>在盒子的网页中更正，或在工作期间让它上报到本机。</translation>
        </message>
        <message>
            <source>The report address on {box} is typed wrong.</source>
            <translation>{box} 上的上报地址填写错误。</translation>
        </message>
        <message>
            <source>points to {url}, which means the box itself</source>
            <translation>指向 {url}，即盒子自己</translation>
        </message>
        <message>
            <source>127.0.0.1 is the example of the manual; such reports never leave the box.</source>
            <translation>127.0.0.1 是手册中的示例；这样的上报不会离开盒子。</translation>
        </message>
        <message>
            <source>{box} sends its reports to itself.</source>
            <translation>{box} 上报到它自己。</translation>
        </message>
        <message>
            <source>points to the box's own address; see the next step</source>
            <translation>指向盒子自己的地址，见下一步</translation>
        </message>
        <message>
            <source>no address is set</source>
            <translation>未设置地址</translation>
        </message>
        <message>
            <source>This software tells its events only to an address that is set on it.</source>
            <translation>该版本软件只向设置的地址上报事件。</translation>
        </message>
        <message>
            <source>No report address is set on {box}.</source>
            <translation>{box} 上未设置上报地址。</translation>
        </message>
        <message>
            <source>none is set; events come by the stream</source>
            <translation>未设置；事件由事件流推送</translation>
        </message>
        <message>
            <source>points to {url}, which is not this computer</source>
            <translation>指向 {url}，不是本机</translation>
        </message>
        <message>
            <source>Its reports go to somebody else, as a rule the customer's server.</source>
            <translation>它上报到其他地址，通常是客户的服务器。</translation>
        </message>
        <message>
            <source>{box} sends its reports to somebody else.</source>
            <translation>{box} 上报到其他地址。</translation>
        </message>
        <message>
            <source>points to {url}; events come by the stream all the same</source>
            <translation>指向 {url}；事件仍由事件流推送</translation>
        </message>
        <message>
            <source>cannot be judged: nothing listens on this computer</source>
            <translation>无法判断：本机没有接收服务在监听</translation>
        </message>
        <message>
            <source>Only a running receiver can tell whether the reports ought to come here.</source>
            <translation>接收服务运行时，才能判断是否应上报到本机。</translation>
        </message>
        <message>
            <source>Open Sophon Monitor's window on this computer and run this again.</source>
            <translation>在本机打开 Sophon Monitor 窗口，然后重新检查。</translation>
        </message>
        <message>
            <source>Where it sends its reports cannot be read from here.</source>
            <translation>从本机无法读取它的上报地址。</translation>
        </message>
        <message>
            <source>Look at the server URL in the box's web page, under System.</source>
            <translation>在盒子网页的“系统”中查看服务器接口url。</translation>
        </message>
        <message>
            <source>no report goes to the box's own address</source>
            <translation>没有上报到盒子自己的地址</translation>
        </message>
        <message>
            <source>points to the box's own address: {url}</source>
            <translation>指向盒子自己的地址：{url}</translation>
        </message>
        <message>
            <source>The box sends its reports to itself; the manual's example is copied that way.</source>
            <translation>盒子上报到它自己；照抄手册示例就会这样。</translation>
        </message>
        <message>
            <source>{box} sends its reports to its own address.</source>
            <translation>{box} 上报到它自己的地址。</translation>
        </message>
        <message>
            <source>the box does not tell where it reports to</source>
            <translation>盒子不提供上报地址</translation>
        </message>
        <message>
            <source>listens on {url}</source>
            <translation>正在 {url} 上监听</translation>
        </message>
        <message>
            <source>listens on {url}, but not on {address}, which faces the box</source>
            <translation>在 {url} 上监听，但未在面向盒子的 {address} 上监听</translation>
        </message>
        <message>
            <source>The box cannot reach the addresses on which our receiver listens.</source>
            <translation>盒子无法到达接收服务监听的地址。</translation>
        </message>
        <message>
            <source>Let it listen on {address} too.</source>
            <translation>让它也在 {address} 上监听。</translation>
        </message>
        <message>
            <source>Our receiver does not listen on the network of {box}.</source>
            <translation>接收服务未在 {box} 所在网络上监听。</translation>
        </message>
        <message>
            <source>does not listen on {url}</source>
            <translation>未在 {url} 上监听</translation>
        </message>
        <message>
            <source>Whatever the box sends here is lost.</source>
            <translation>盒子发到本机的数据都会丢失。</translation>
        </message>
        <message>
            <source>Start it with the button, or choose another port.</source>
            <translation>用按钮启动，或更换端口。</translation>
        </message>
        <message>
            <source>Our receiver does not listen for {box}.</source>
            <translation>接收服务未为 {box} 监听。</translation>
        </message>
        <message>
            <source>not running: Sophon Monitor's window is closed</source>
            <translation>未运行：Sophon Monitor 窗口已关闭</translation>
        </message>
        <message>
            <source>Nothing on this computer takes what the box sends to {url}.</source>
            <translation>本机没有程序接收盒子发到 {url} 的数据。</translation>
        </message>
        <message>
            <source>Open the window and run this again.</source>
            <translation>打开窗口后重新检查。</translation>
        </message>
        <message>
            <source>another program uses {url}</source>
            <translation>另一个程序占用了 {url}</translation>
        </message>
        <message>
            <source>What the box sends here goes to that program.</source>
            <translation>盒子发到本机的数据都给了那个程序。</translation>
        </message>
        <message>
            <source>Close the other program, or choose another port for the receiver.</source>
            <translation>关闭那个程序，或为接收服务更换端口。</translation>
        </message>
        <message>
            <source>Another program on this computer uses the port of our receiver.</source>
            <translation>本机的另一个程序占用了接收服务的端口。</translation>
        </message>
        <message>
            <source>by the box, {ago} ago</source>
            <translation>{ago}前收到盒子的数据</translation>
        </message>
        <message>
            <source>others have reached it ({count}), the box has not</source>
            <translation>收到过其他来源的数据（{count}），没有盒子的数据</translation>
        </message>
        <message>
            <source>The receiver can be reached, so it is the box that does not send.</source>
            <translation>接收服务可以到达，因此是盒子没有发送。</translation>
        </message>
        <message>
            <source>nothing has come yet</source>
            <translation>尚未收到任何数据</translation>
        </message>
        <message>
            <source>Whether anything can get in is not known yet.</source>
            <translation>还不知道数据能否到达。</translation>
        </message>
        <message>
            <source>Open {url} in the browser of another computer beside the box: a page must appear.</source>
            <translation>在盒子旁另一台电脑的浏览器中打开 {url}：应出现一个页面。</translation>
        </message>
        <message>
            <source>Nothing from {box} has reached this computer.</source>
            <translation>本机没有收到 {box} 的任何数据。</translation>
        </message>
        <message>
            <source>not known: Sophon Monitor's window is closed</source>
            <translation>未知：Sophon Monitor 窗口已关闭</translation>
        </message>
        <message>
            <source>Allow incoming connections to Sophon Monitor in the firewall of this computer.</source>
            <translation>在本机防火墙中允许 Sophon Monitor 的传入连接。</translation>
        </message>
        <message>
            <source>lets messages in: {detail}</source>
            <translation>允许传入：{detail}</translation>
        </message>
        <message>
            <source>switched off</source>
            <translation>已关闭</translation>
        </message>
        <message>
            <source>has no rule for {program}</source>
            <translation>没有 {program} 的规则</translation>
        </message>
        <message>
            <source>Without a rule the firewall keeps out what the box sends.</source>
            <translation>没有规则时，防火墙会拦截盒子发来的数据。</translation>
        </message>
        <message>
            <source>The firewall of this computer has no rule that lets {box} in.</source>
            <translation>本机防火墙没有允许 {box} 传入的规则。</translation>
        </message>
        <message>
            <source>keeps messages out: {detail}</source>
            <translation>拦截传入：{detail}</translation>
        </message>
        <message>
            <source>What the box sends here is dropped before our receiver sees it.</source>
            <translation>盒子发来的数据在到达接收服务之前就被丢弃。</translation>
        </message>
        <message>
            <source>The firewall of this computer keeps out what {box} sends.</source>
            <translation>本机防火墙拦截了 {box} 发来的数据。</translation>
        </message>
        <message>
            <source>its rules cannot be read without administrator rights</source>
            <translation>没有管理员权限，无法读取规则</translation>
        </message>
        <message>
            <source>Whether it keeps messages out is not known.</source>
            <translation>不知道是否拦截了消息。</translation>
        </message>
        <message>
            <source>If nothing arrives, have incoming connections to Sophon Monitor allowed by an administrator.</source>
            <translation>如果收不到数据，请让管理员允许 Sophon Monitor 的传入连接。</translation>
        </message>
        <message>
            <source>no firewall was found on this computer</source>
            <translation>本机未发现防火墙</translation>
        </message>
        <message>
            <source>accepted, {ago} ago</source>
            <translation>{ago}前收到并接受</translation>
        </message>
        <message>
            <source>by the event stream, {ago} ago</source>
            <translation>{ago}前由事件流收到</translation>
        </message>
        <message>
            <source>arrived and could not be read: {reason}</source>
            <translation>已到达但无法解析：{reason}</translation>
        </message>
        <message>
            <source>The box reaches this computer, but its messages make no sense.</source>
            <translation>盒子能到达本机，但消息无法理解。</translation>
        </message>
        <message>
            <source>Look at the message in the message log; it says what is wrong with it.</source>
            <translation>在消息日志中查看该消息，其中说明了问题所在。</translation>
        </message>
        <message>
            <source>The messages of {box} arrive, but cannot be read.</source>
            <translation>{box} 的消息能到达，但无法解析。</translation>
        </message>
        <message>
            <source>none, though some were due</source>
            <translation>没有，尽管应该已有消息</translation>
        </message>
        <message>
            <source>The box is set to report here, but nothing of it arrives.</source>
            <translation>盒子已设置上报到本机，但什么都没有收到。</translation>
        </message>
        <message>
            <source>Check the firewall of this computer and the network between here and the box.</source>
            <translation>检查本机防火墙，以及本机与盒子之间的网络。</translation>
        </message>
        <message>
            <source>No message of {box} arrives, though it is set to report here.</source>
            <translation>{box} 已设置上报到本机，但没有收到消息。</translation>
        </message>
        <message>
            <source>none yet, and none was due</source>
            <translation>尚无消息，也还未到上报时间</translation>
        </message>
        <message>
            <source>Nobody has walked by, or the time of its next report has not come.</source>
            <translation>没有人经过，或下一次上报的时间未到。</translation>
        </message>
        <message>
            <source>came as that of an unknown sender, SN {sn}</source>
            <translation>来自未知发送方，SN {sn}</translation>
        </message>
        <message>
            <source>What it sends is counted, but not kept, until a person accepts it.</source>
            <translation>在人工接受之前，它的消息只计数，不保存。</translation>
        </message>
        <message>
            <source>Accept it under New boxes.</source>
            <translation>请在“新盒子”中接受。</translation>
        </message>
        <message>
            <source>{box} sends here, but has not been accepted yet.</source>
            <translation>{box} 已上报到本机，但尚未被接受。</translation>
        </message>
        <message>
            <source>the largest one has {size}</source>
            <translation>最大的一条为 {size}</translation>
        </message>
        <message>
            <source>{size}, more than the limit of 32 MB</source>
            <translation>{size}，超过 32 MB 上限</translation>
        </message>
        <message>
            <source>Such a message is refused, and with it the event.</source>
            <translation>这样的消息会被拒绝，其中的事件也随之丢失。</translation>
        </message>
        <message>
            <source>Lower the resolution of the camera, or switch off the scene picture on the box.</source>
            <translation>降低采集设备的分辨率，或在盒子上关闭现场图。</translation>
        </message>
        <message>
            <source>The messages of {box} are too large.</source>
            <translation>{box} 的消息过大。</translation>
        </message>
        <message>
            <source>no message to measure yet</source>
            <translation>尚无消息可测量</translation>
        </message>
        <message>
            <source>{n} px</source>
            <translation>{n} 像素</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} 分钟</translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation>{n} 小时</translation>
        </message>
        <message>
            <source>{n} d</source>
            <translation>{n} 天</translation>
        </message>
        <message>
            <source>{n} MB</source>
            <translation>{n} MB</translation>
        </message>
        <message>
            <source>{n} kB</source>
            <translation>{n} kB</translation>
        </message>
        <message>
            <source>it is empty</source>
            <translation>内容为空</translation>
        </message>
        <message>
            <source>it is no text</source>
            <translation>不是文本</translation>
        </message>
        <message>
            <source>it is no JSON</source>
            <translation>不是 JSON</translation>
        </message>
        <message>
            <source>the form cannot be taken apart</source>
            <translation>表单无法解析</translation>
        </message>
        <message>
            <source>nothing that a Sophon box says</source>
            <translation>不是 Sophon 盒子的内容</translation>
        </message>
        <message>
            <source>the list of messages is empty</source>
            <translation>消息列表为空</translation>
        </message>
        <message>
            <source>the box reports an error</source>
            <translation>盒子返回错误</translation>
        </message>
        <message>
            <source>it is too large</source>
            <translation>过大</translation>
        </message>
        <message>
            <source>it did not come to an end</source>
            <translation>未接收完整</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy these findings</source>
            <translation>复制检查结果</translation>
        </message>
        <message>
            <source>Run again</source>
            <translation>重新检查</translation>
        </message>
        <message>
            <source>Find out why</source>
            <translation>查找原因</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Another box…</source>
            <translation>其他盒子…</translation>
        </message>
        <message>
            <source>Every step as text, without passwords</source>
            <translation>全部步骤的文本，不含密码</translation>
        </message>
        <message>
            <source>Which box sends no events?</source>
            <translation>哪个盒子没有事件？</translation>
        </message>
        <message>
            <source>The way from the box to this computer is checked step by step, in a few seconds. Nothing is changed on the box.</source>
            <translation>逐步检查从盒子到本机的整个过程，只需几秒。不会更改盒子上的任何设置。</translation>
        </message>
        <message>
            <source>Box of this site</source>
            <translation>本站点的盒子</translation>
        </message>
        <message>
            <source>Or another address</source>
            <translation>或其他地址</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Address of the box</source>
            <translation>盒子地址</translation>
        </message>
        <message>
            <source>such as 192.168.1.180</source>
            <translation>例如 192.168.1.180</translation>
        </message>
        <message>
            <source>Find out why this box sends no events</source>
            <translation>查找该盒子没有事件的原因</translation>
        </message>
        <message>
            <source>Find out why the box at this address sends no events</source>
            <translation>查找该地址的盒子没有事件的原因</translation>
        </message>
        <message>
            <source>{box} could not be checked</source>
            <translation>无法检查 {box}</translation>
        </message>
        <message>
            <source>No events from {box}?</source>
            <translation>{box} 没有事件？</translation>
        </message>
        <message>
            <source>Checking {box}…</source>
            <translation>正在检查 {box}…</translation>
        </message>
        <message>
            <source>Stopped: {box} was not checked to the end</source>
            <translation>已停止：{box} 未检查完</translation>
        </message>
        <message>
            <source>No fault was found in {count} of {total} steps.</source>
            <translation>共 {total} 步，已检查 {count} 步，未发现故障。</translation>
        </message>
        <message>
            <source>Step {number} of {total}: {step}…</source>
            <translation>第 {number} 步，共 {total} 步：{step}…</translation>
        </message>
        <message>
            <source>Begun at {time}. Nothing is changed on the box.</source>
            <translation>{time} 开始检查。不会更改盒子上的任何设置。</translation>
        </message>
        <message>
            <source>Steps of the check</source>
            <translation>检查步骤</translation>
        </message>
        <message>
            <source>Up and down move between the steps, Enter or Space shows their details.</source>
            <translation>用上下键在步骤间移动，按回车或空格查看详情。</translation>
        </message>
        <message>
            <source>Tried</source>
            <translation>检查内容</translation>
        </message>
        <message>
            <source>That means</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>What to do</source>
            <translation>处理方法</translation>
        </message>
    </context>
    <context>
        <name>Event</name>
        <message>
            <source>WebSocket :{port}</source>
            <translation>WebSocket :{port}</translation>
        </message>
        <message>
            <source>HTTP push</source>
            <translation>HTTP上报</translation>
        </message>
        <message>
            <source>History report</source>
            <translation>历史事件上报</translation>
        </message>
        <message>
            <source>Replayed recording</source>
            <translation>录制回放</translation>
        </message>
        <message>
            <source>SE3 (V2)</source>
            <translation>SE3（V2）</translation>
        </message>
        <message>
            <source>V5</source>
            <translation>V5</translation>
        </message>
        <message>
            <source>V5.7</source>
            <translation>V5.7</translation>
        </message>
        <message>
            <source>V6</source>
            <translation>V6</translation>
        </message>
        <message>
            <source>{seconds} s after capture</source>
            <translation>抓拍后 {seconds} 秒</translation>
        </message>
        <message>
            <source>The box's clock is {age} ahead of this computer. Set the time on the box.</source>
            <translation>盒子时间比本机快 {age}，请在盒子上校准时间。</translation>
        </message>
        <message>
            <source>The box's clock is {age} behind this computer. Set the time on the box.</source>
            <translation>盒子时间比本机慢 {age}，请在盒子上校准时间。</translation>
        </message>
        <message>
            <source>{days} d {hours} h</source>
            <translation>{days} 天 {hours} 小时</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} 小时 {minutes} 分钟</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>Where to</source>
            <translation>保存位置</translation>
        </message>
        <message>
            <source>New folder</source>
            <translation>新文件夹</translation>
        </message>
        <message>
            <source>More events than an Excel sheet has rows. Choose .csv, or a shorter time.</source>
            <translation>事件数超过 Excel 表格的行数上限。请选择 .csv 或较短的时段。</translation>
        </message>
        <message>
            <source>The export could not be written: {reason}.</source>
            <translation>无法写入导出文件：{reason}。</translation>
        </message>
        <message>
            <source>{events} written to {file}.</source>
            <translation>{events}已写入 {file}。</translation>
        </message>
        <message>
            <source>Only the newest {count} have their faces in the table.</source>
            <translation>只有最新的 {count} 个在表格中带有人脸。</translation>
        </message>
        <message>
            <source>The disk is full: nothing was written. Make room, or choose another disk.</source>
            <translation>磁盘已满，没有写入任何内容。请腾出空间或选择其他磁盘。</translation>
        </message>
        <message>
            <source>{folder} cannot be written to. Choose another folder.</source>
            <translation>无法写入 {folder}，请选择其他文件夹。</translation>
        </message>
        <message>
            <source>There is already something called {name}. Choose another name.</source>
            <translation>已存在名为 {name} 的文件，请换一个名称。</translation>
        </message>
        <message>
            <source>Stopping…</source>
            <translation>正在停止…</translation>
        </message>
        <message>
            <source>{done} of {events}</source>
            <translation>{done} / {events}</translation>
        </message>
        <message>
            <source>{events} so far</source>
            <translation>已完成{events}</translation>
        </message>
        <message>
            <source>Export what is shown</source>
            <translation>导出当前显示的内容</translation>
        </message>
        <message>
            <source>Excel table with the faces in its cells (.xlsx)</source>
            <translation>Excel 表格，单元格内含人脸（.xlsx）</translation>
        </message>
        <message>
            <source>Table without pictures (.csv)</source>
            <translation>表格，不含图片（.csv）</translation>
        </message>
        <message>
            <source>One JSON object a line, for programs (.jsonl)</source>
            <translation>每行一个 JSON 对象，供程序使用（.jsonl）</translation>
        </message>
        <message>
            <source>Folder with all pictures and a list</source>
            <translation>含全部图片和列表的文件夹</translation>
        </message>
        <message>
            <source>Whole names and faces</source>
            <translation>完整姓名和人脸</translation>
        </message>
        <message>
            <source>Why this is needed; the reason is logged</source>
            <translation>为何需要；原因会记入日志</translation>
        </message>
        <message>
            <source>How far the export is</source>
            <translation>导出进度</translation>
        </message>
        <message>
            <source>Choose where to…</source>
            <translation>选择保存位置…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Faces are biometric data: keep the file where only those see it who must.</source>
            <translation>人脸属于生物识别信息：请将文件保存在仅必要人员可见之处。</translation>
        </message>
        <message>
            <source>Faces are pixelated; of names and ids only the first character is written.</source>
            <translation>人脸已打码；姓名和 ID 只写首字符。</translation>
        </message>
    </context>
    <context>
        <name>Face</name>
        <message>
            <source>Age</source>
            <translation>年龄</translation>
        </message>
        <message>
            <source>Gender</source>
            <translation>性别</translation>
        </message>
        <message>
            <source>Glasses</source>
            <translation>眼镜</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>口罩</translation>
        </message>
        <message>
            <source>Hat</source>
            <translation>帽子</translation>
        </message>
        <message>
            <source>Expression</source>
            <translation>表情</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>male</source>
            <translation>男</translation>
        </message>
        <message>
            <source>female</source>
            <translation>女</translation>
        </message>
    </context>
    <context>
        <name>Feed</name>
        <message>
            <source>kept: no score</source>
            <translation>保留：无得分</translation>
        </message>
        <message>
            <source>kept: scale unknown</source>
            <translation>保留：分制未知</translation>
        </message>
        <message>
            <source>Received {time}</source>
            <translation>接收时间 {time}</translation>
        </message>
        <message>
            <source>Box clock {time}</source>
            <translation>盒子时间 {time}</translation>
        </message>
        <message>
            <source>seen {count} times</source>
            <translation>出现 {count} 次</translation>
        </message>
        <message>
            <source>all cameras</source>
            <translation>全部采集设备</translation>
        </message>
        <message>
            <source>PERSON TYPES</source>
            <translation>人员类型</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Least score, of 100</source>
            <translation>最低得分（百分制）</translation>
        </message>
        <message>
            <source>Least score, of 1</source>
            <translation>最低得分（0–1 分制）</translation>
        </message>
        <message>
            <source>Show {person}</source>
            <translation>显示{person}</translation>
        </message>
        <message>
            <source>any</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>Scores of an unknown scale are kept and marked.</source>
            <translation>分制未知的得分会保留并标注。</translation>
        </message>
        <message>
            <source>Show all events</source>
            <translation>显示全部事件</translation>
        </message>
        <message>
            <source>filter {count}</source>
            <translation>筛选 {count}</translation>
        </message>
        <message>
            <source>all</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>暂停</translation>
        </message>
        <message>
            <source>{count} wait</source>
            <translation>{count} 条待显示</translation>
        </message>
        <message numerus="yes">
            <source>Held: %n events wait. Let them in (Space)</source>
            <translation>
                <numerusform>已暂停：%n 条事件待显示，按空格键显示</numerusform>
            </translation>
        </message>
        <message>
            <source>Hold the feed; events go on being received (Space)</source>
            <translation>暂停列表，事件照常接收（空格键）</translation>
        </message>
        <message>
            <source>Live events</source>
            <translation>实时事件</translation>
        </message>
        <message>
            <source>Live events, newest first</source>
            <translation>实时事件，最新在前</translation>
        </message>
        <message>
            <source>Filter the events</source>
            <translation>筛选事件</translation>
        </message>
        <message>
            <source>Filter by person type, camera and score</source>
            <translation>按人员类型、采集设备和得分筛选</translation>
        </message>
        <message>
            <source>strangers</source>
            <translation>陌生人</translation>
        </message>
        <message>
            <source>Strangers only</source>
            <translation>仅陌生人</translation>
        </message>
        <message>
            <source>Show strangers only</source>
            <translation>仅显示陌生人</translation>
        </message>
        <message>
            <source>blacklist</source>
            <translation>黑名单</translation>
        </message>
        <message>
            <source>Blacklist only</source>
            <translation>仅黑名单</translation>
        </message>
        <message>
            <source>Show people on the blacklist only</source>
            <translation>仅显示黑名单人员</translation>
        </message>
        <message>
            <source>Follow newest</source>
            <translation>跟随最新</translation>
        </message>
        <message>
            <source>Show each new event as it comes (Home)</source>
            <translation>自动显示每条新事件（Home）</translation>
        </message>
        <message>
            <source>Follow the newest event</source>
            <translation>跟随最新事件</translation>
        </message>
    </context>
    <context>
        <name>Filter</name>
        <message>
            <source>Clear the filter</source>
            <translation>清除筛选</translation>
        </message>
    </context>
    <context>
        <name>FindBoxes</name>
        <message>
            <source>List of boxes</source>
            <translation>盒子列表</translation>
        </message>
        <message>
            <source>Lists (*.csv *.txt)</source>
            <translation>列表 (*.csv *.txt)</translation>
        </message>
        <message>
            <source>{file} could not be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>No browser could be opened for {url}.</source>
            <translation>无法打开浏览器访问 {url}。</translation>
        </message>
        <message>
            <source>answers</source>
            <translation>有应答</translation>
        </message>
        <message>
            <source>something else answers</source>
            <translation>应答的不是盒子</translation>
        </message>
        <message>
            <source>takes the call and says nothing</source>
            <translation>接受连接但不应答</translation>
        </message>
        <message>
            <source>closed</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>not reached</source>
            <translation>无法到达</translation>
        </message>
        <message>
            <source>not tried</source>
            <translation>未尝试</translation>
        </message>
        <message>
            <source>already added</source>
            <translation>已添加</translation>
        </message>
        <message>
            <source>same serial number as {other}</source>
            <translation>序列号与 {other} 相同</translation>
        </message>
        <message>
            <source>another serial number than {other} had here</source>
            <translation>此处 {other} 原来是另一个序列号</translation>
        </message>
        <message>
            <source>this is {other}, at a new address</source>
            <translation>这是 {other}，地址变了</translation>
        </message>
        <message>
            <source>cameras with the same ids as {other}</source>
            <translation>采集设备 ID 与 {other} 相同</translation>
        </message>
        <message>
            <source>its clock cannot be read</source>
            <translation>无法读取其时钟</translation>
        </message>
        <message>
            <source>its clock is right</source>
            <translation>时钟正确</translation>
        </message>
        <message>
            <source>its clock is {span} ahead</source>
            <translation>时钟快 {span}</translation>
        </message>
        <message>
            <source>its clock is {span} behind</source>
            <translation>时钟慢 {span}</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} 小时</translation>
        </message>
        <message>
            <source>SN {sn}</source>
            <translation>SN {sn}</translation>
        </message>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n 台采集设备</numerusform>
            </translation>
        </message>
        <message>
            <source>not on an SE3</source>
            <translation>SE3 没有此端口</translation>
        </message>
        <message>
            <source>{port}: {state}</source>
            <translation>{port}：{state}</translation>
        </message>
        <message>
            <source>Type addresses, such as 192.168.1.1-254.</source>
            <translation>请输入地址，例如 192.168.1.1-254。</translation>
        </message>
        <message>
            <source>“{text}” is no address and no range.</source>
            <translation>“{text}”不是地址，也不是范围。</translation>
        </message>
        <message>
            <source>“{text}” ends before it begins.</source>
            <translation>“{text}”的结束在开始之前。</translation>
        </message>
        <message>
            <source>Too many addresses: {most} at most. Search one part of the network.</source>
            <translation>地址太多：最多 {most} 个。请分段搜索网络。</translation>
        </message>
        <message>
            <source>No box can have the address “{text}”.</source>
            <translation>盒子不可能使用地址“{text}”。</translation>
        </message>
        <message>
            <source>Line {line}: {reason}</source>
            <translation>第 {line} 行：{reason}</translation>
        </message>
        <message>
            <source>it has no address.</source>
            <translation>没有地址。</translation>
        </message>
        <message>
            <source>“{address}” is no address.</source>
            <translation>“{address}”不是地址。</translation>
        </message>
        <message>
            <source>no box can have the address “{address}”.</source>
            <translation>盒子不可能使用地址“{address}”。</translation>
        </message>
        <message>
            <source>“{address}” has too many colons: it is address:API:events:system.</source>
            <translation>“{address}”冒号太多：应为 地址:API端口:事件端口:系统端口。</translation>
        </message>
        <message>
            <source>“{port}” is no port: it must be 1 to 65535.</source>
            <translation>“{port}”不是端口：应为 1 到 65535。</translation>
        </message>
        <message>
            <source>a quotation mark is missing.</source>
            <translation>缺少引号。</translation>
        </message>
        <message>
            <source>{address} stands in line {line} already.</source>
            <translation>{address} 已在第 {line} 行。</translation>
        </message>
        <message>
            <source>more than {most} rows: the rest was not read.</source>
            <translation>超过 {most} 行：其余未读取。</translation>
        </message>
        <message>
            <source>The list is too large; nothing was read.</source>
            <translation>列表太大；没有读取任何内容。</translation>
        </message>
        <message>
            <source>This is no text; nothing was read.</source>
            <translation>这不是文本；没有读取任何内容。</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>Model</source>
            <translation>产品型号</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>S/N 序列号</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>软件版本</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>(direct cable)</source>
            <translation>（网线直连）</translation>
        </message>
        <message>
            <source>sends heartbeats to this computer</source>
            <translation>正在向本机上报状态</translation>
        </message>
        <message>
            <source>Enter adds it</source>
            <translation>按 Enter 添加</translation>
        </message>
        <message numerus="yes">
            <source>%n boxes of this site face it</source>
            <translation>
                <numerusform>本站点有%n 个盒子面向它</numerusform>
            </translation>
        </message>
        <message>
            <source>not scanned</source>
            <translation>不搜索</translation>
        </message>
        <message>
            <source>fixed LAN socket of an SE5</source>
            <translation>SE5 固定 LAN 口</translation>
        </message>
        <message>
            <source>internet is here</source>
            <translation>此网卡连接互联网</translation>
        </message>
        <message>
            <source>wireless</source>
            <translation>无线</translation>
        </message>
        <message>
            <source>virtual</source>
            <translation>虚拟</translation>
        </message>
        <message>
            <source>cable</source>
            <translation>有线</translation>
        </message>
        <message>
            <source>Find boxes</source>
            <translation>查找盒子</translation>
        </message>
        <message>
            <source>Addresses</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Addresses to search</source>
            <translation>要搜索的地址</translation>
        </message>
        <message>
            <source>Also look at the fixed addresses</source>
            <translation>也查看固定地址</translation>
        </message>
        <message>
            <source>LAN socket of every SE5, for a direct cable</source>
            <translation>每台 SE5 的 LAN 口，用于网线直连</translation>
        </message>
        <message>
            <source>SE3 as it leaves the factory</source>
            <translation>SE3 出厂地址</translation>
        </message>
        <message>
            <source>Add by address…</source>
            <translation>按地址添加…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Boxes that were found</source>
            <translation>找到的盒子</translation>
        </message>
        <message>
            <source>Enter adds the selected boxes.</source>
            <translation>按 Enter 添加选中的盒子。</translation>
        </message>
        <message>
            <source>Progress of the search</source>
            <translation>搜索进度</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>搜索</translation>
        </message>
        <message>
            <source>{tried} of {total} · {seconds} s</source>
            <translation>{total} 中的 {tried} · {seconds} 秒</translation>
        </message>
        <message numerus="yes">
            <source>Add %n new boxes</source>
            <translation>
                <numerusform>添加 %n 个新盒子</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other devices answered on port 5555 but are no boxes (Android).</source>
            <translation>
                <numerusform>另有 %n 台设备在 5555 端口应答，但不是盒子（Android）。</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unknown boxes are sending heartbeats to this computer.</source>
            <translation>
                <numerusform>有 %n 个未知盒子正在向本机上报状态。</numerusform>
            </translation>
        </message>
        <message>
            <source>{addresses} — look</source>
            <translation>{addresses} — 查看</translation>
        </message>
        <message>
            <source>Choose the network card that faces the boxes, then search.</source>
            <translation>请选择连接盒子的网卡，然后搜索。</translation>
        </message>
        <message>
            <source>The search was stopped.</source>
            <translation>搜索已停止。</translation>
        </message>
        <message>
            <source>No box was found. Check the cable and the network card, or look at the HDMI monitor of the box for its address.</source>
            <translation>没有找到盒子。请检查网线和网卡，或在盒子的 HDMI 显示器上查看其地址。</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
    </context>
    <context>
        <name>Guide</name>
        <message>
            <source>Chapters of the guide</source>
            <translation>指南章节</translation>
        </message>
        <message>
            <source>Ten-minute guide</source>
            <translation>十分钟指南</translation>
        </message>
    </context>
    <context>
        <name>Health</name>
        <message>
            <source>no value</source>
            <translation>无数据</translation>
        </message>
        <message>
            <source>{n} °C</source>
            <translation>{n}°C</translation>
        </message>
        <message>
            <source>{n} s</source>
            <translation>{n} 秒</translation>
        </message>
        <message>
            <source>{n} %</source>
            <translation>{n}%</translation>
        </message>
        <message>
            <source>No box yet. Add one to see its CPU, memory and disk over time.</source>
            <translation>尚无盒子。添加盒子后即可查看其CPU、内存和硬盘的变化。</translation>
        </message>
        <message>
            <source>Add a box</source>
            <translation>添加盒子</translation>
        </message>
        <message>
            <source>up {time}</source>
            <translation>已运行 {time}</translation>
        </message>
        <message>
            <source>events {state}</source>
            <translation>事件流：{state}</translation>
        </message>
        <message>
            <source>system {state}</source>
            <translation>系统信息：{state}</translation>
        </message>
        <message>
            <source>10 min</source>
            <translation>10分钟</translation>
        </message>
        <message>
            <source>Show the last ten minutes (key 1)</source>
            <translation>显示最近10分钟（按键 1）</translation>
        </message>
        <message>
            <source>1 h</source>
            <translation>1小时</translation>
        </message>
        <message>
            <source>Show the last hour (key 2)</source>
            <translation>显示最近1小时（按键 2）</translation>
        </message>
        <message>
            <source>8 h</source>
            <translation>8小时</translation>
        </message>
        <message>
            <source>Show the last eight hours (key 3)</source>
            <translation>显示最近8小时（按键 3）</translation>
        </message>
        <message>
            <source>24 h</source>
            <translation>24小时</translation>
        </message>
        <message>
            <source>Show the last day (key 4)</source>
            <translation>显示最近24小时（按键 4）</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Show everything that is kept (key 5)</source>
            <translation>显示全部保留的数据（按键 5）</translation>
        </message>
        <message>
            <source>Back to now</source>
            <translation>回到现在</translation>
        </message>
        <message>
            <source>Undo the zoom and follow the present (Home)</source>
            <translation>取消缩放并跟随当前时间（Home）</translation>
        </message>
        <message>
            <source>Back to now, undo the zoom</source>
            <translation>回到现在，取消缩放</translation>
        </message>
        <message>
            <source>Compare boxes</source>
            <translation>对比盒子</translation>
        </message>
        <message>
            <source>Compare boxes: choose which others to draw</source>
            <translation>对比盒子：选择要一同显示的其他盒子</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>运行状态</translation>
        </message>
        <message>
            <source>Drag to zoom into a span, wheel to zoom, Shift and drag to move, double-click for now</source>
            <translation>拖动放大时段，滚轮缩放，按住 Shift 拖动可平移，双击回到现在</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>No measurement has come from this box yet. Software 5.5 or newer is asked on port 8888; older software must report its status to the address at the top of this window.</source>
            <translation>尚未收到此盒子的数据。5.5 及以上版本由本程序通过端口 8888 查询；更早的版本需在盒子上将状态上报地址设为窗口顶部的接收地址。</translation>
        </message>
        <message>
            <source>Health plots</source>
            <translation>运行状态曲线</translation>
        </message>
        <message>
            <source>Left and right move, plus and minus zoom, 1 to 5 choose a range, Home goes back to now, Shift with left and right moves the crosshair, Escape takes it away.</source>
            <translation>左右方向键平移，加减键缩放，1 到 5 选择时间范围，Home 回到现在，Shift 加左右方向键移动十字线，Esc 取消十字线。</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU使用率</translation>
        </message>
        <message>
            <source>TPU</source>
            <translation>TPU使用率</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存使用率</translation>
        </message>
        <message>
            <source>Disk /data</source>
            <translation>硬盘使用率 /data</translation>
        </message>
        <message>
            <source>Temperature</source>
            <translation>芯片结温</translation>
        </message>
        <message>
            <source>Heartbeat interval</source>
            <translation>心跳间隔</translation>
        </message>
        <message>
            <source>{n} min</source>
            <translation>{n} 分钟</translation>
        </message>
        <message>
            <source>{h} h {m} min</source>
            <translation>{h} 小时 {m} 分钟</translation>
        </message>
        <message>
            <source>{n} h</source>
            <translation>{n} 小时</translation>
        </message>
        <message>
            <source>1 day</source>
            <translation>1 天</translation>
        </message>
        <message>
            <source>{n} days</source>
            <translation>{n} 天</translation>
        </message>
        <message>
            <source>no heartbeat {length}</source>
            <translation>无心跳 {length}</translation>
        </message>
        <message>
            <source>not watching {length}</source>
            <translation>未监测 {length}</translation>
        </message>
        <message>
            <source>{title}: not sent by this box</source>
            <translation>{title}：此盒子未上报</translation>
        </message>
        <message>
            <source>{title}: not sent by these boxes</source>
            <translation>{title}：这些盒子均未上报</translation>
        </message>
        <message>
            <source>nothing in this range</source>
            <translation>此时段无数据</translation>
        </message>
        <message>
            <source>{value} now</source>
            <translation>当前 {value}</translation>
        </message>
        <message>
            <source>{value} peak</source>
            <translation>峰值 {value}</translation>
        </message>
        <message>
            <source>{n} GB</source>
            <translation>{n} GB</translation>
        </message>
        <message>
            <source>{value} of {total}</source>
            <translation>{value}，共 {total}</translation>
        </message>
        <message>
            <source>{size} used</source>
            <translation>已用 {size}</translation>
        </message>
        <message>
            <source>{value} used</source>
            <translation>已用 {value}</translation>
        </message>
        <message>
            <source>{free} free of {total}</source>
            <translation>可用 {free}，共 {total}</translation>
        </message>
        <message>
            <source>not filling</source>
            <translation>用量未增长</translation>
        </message>
        <message>
            <source>full in ~{time} at this rate</source>
            <translation>按此速度约 {time}后占满</translation>
        </message>
        <message>
            <source>polled by us, no pushes</source>
            <translation>由本机查询，盒子未主动上报</translation>
        </message>
        <message>
            <source>{n} s expected</source>
            <translation>应为 {n} 秒</translation>
        </message>
        <message>
            <source>{value} median</source>
            <translation>中位数 {value}</translation>
        </message>
        <message>
            <source>no gaps</source>
            <translation>无中断</translation>
        </message>
        <message>
            <source>1 gap</source>
            <translation>中断 1 次</translation>
        </message>
        <message>
            <source>{n} gaps</source>
            <translation>中断 {n} 次</translation>
        </message>
        <message>
            <source>box clock agrees</source>
            <translation>盒子时间一致</translation>
        </message>
        <message>
            <source>box clock {length} ahead</source>
            <translation>盒子时间快 {length}</translation>
        </message>
        <message>
            <source>box clock {length} behind</source>
            <translation>盒子时间慢 {length}</translation>
        </message>
        <message>
            <source>{low} to {high}</source>
            <translation>{low} 至 {high}</translation>
        </message>
        <message>
            <source>online</source>
            <translation>在线</translation>
        </message>
        <message>
            <source>late</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>never heard</source>
            <translation>未上报</translation>
        </message>
        <message>
            <source>Abnormal: {text}</source>
            <translation>异常：{text}</translation>
        </message>
        <message>
            <source>the box does not say why</source>
            <translation>盒子未说明原因</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>正在连接</translation>
        </message>
        <message>
            <source>down</source>
            <translation>已断开</translation>
        </message>
        <message>
            <source>not on this box</source>
            <translation>此盒子不支持</translation>
        </message>
        <message>
            <source>not started</source>
            <translation>未启动</translation>
        </message>
        <message>
            <source>SN {sn}</source>
            <translation>SN {sn}</translation>
        </message>
        <message>
            <source>software {version}</source>
            <translation>软件版本 {version}</translation>
        </message>
        <message>
            <source>algorithm {version}</source>
            <translation>算法版本 {version}</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Seen · registered</source>
            <translation>现场 · 注册</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Verdict</source>
            <translation>判定</translation>
        </message>
        <message>
            <source>Came</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>from the box</source>
            <translation>来自盒子</translation>
        </message>
        <message>
            <source>replay</source>
            <translation>回放</translation>
        </message>
        <message>
            <source>late {span}</source>
            <translation>迟到 {span}</translation>
        </message>
        <message>
            <source>live</source>
            <translation>实时</translation>
        </message>
        <message>
            <source>Fetched from the box's own history, or reported by it later</source>
            <translation>从盒子的历史记录取得，或由盒子事后上报</translation>
        </message>
        <message>
            <source>It came {span} after the capture</source>
            <translation>抓拍后 {span} 到达</translation>
        </message>
        <message>
            <source>The box sent it {count} times</source>
            <translation>盒子发送了 {count} 次</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} 分钟</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} 小时</translation>
        </message>
        <message>
            <source>{days} d</source>
            <translation>{days} 天</translation>
        </message>
        <message>
            <source>Last hour</source>
            <translation>最近一小时</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>Last 7 days</source>
            <translation>最近 7 天</translation>
        </message>
        <message>
            <source>Last 30 days</source>
            <translation>最近 30 天</translation>
        </message>
        <message>
            <source>All times</source>
            <translation>全部时间</translation>
        </message>
        <message>
            <source>Dates…</source>
            <translation>指定日期…</translation>
        </message>
        <message>
            <source>Live picture missing</source>
            <translation>缺现场照片</translation>
        </message>
        <message>
            <source>Registered picture missing</source>
            <translation>缺注册照片</translation>
        </message>
        <message>
            <source>Scene missing</source>
            <translation>缺场景图</translation>
        </message>
        <message>
            <source>Any picture missing</source>
            <translation>缺任一图片</translation>
        </message>
        <message>
            <source>any</source>
            <translation>不限</translation>
        </message>
        <message>
            <source>judged</source>
            <translation>已判定</translation>
        </message>
        <message>
            <source>not judged</source>
            <translation>未判定</translation>
        </message>
        <message>
            <source>✓ right</source>
            <translation>✓ 正确</translation>
        </message>
        <message>
            <source>✗ wrong</source>
            <translation>✗ 错误</translation>
        </message>
        <message>
            <source>? unsure</source>
            <translation>? 不确定</translation>
        </message>
        <message>
            <source>Score {least}–{most}</source>
            <translation>得分 {least}–{most}</translation>
        </message>
        <message>
            <source>Score ≤ {most}</source>
            <translation>得分 ≤ {most}</translation>
        </message>
        <message>
            <source>Score ≥ {least}</source>
            <translation>得分 ≥ {least}</translation>
        </message>
        <message>
            <source>More than {count} events</source>
            <translation>超过 {count} 个事件</translation>
        </message>
        <message>
            <source>1 event</source>
            <translation>1 个事件</translation>
        </message>
        <message>
            <source>{count} events</source>
            <translation>{count} 个事件</translation>
        </message>
        <message>
            <source>{count} judged</source>
            <translation>已判定 {count} 个</translation>
        </message>
        <message>
            <source>{count} wrong</source>
            <translation>错误 {count} 个</translation>
        </message>
        <message>
            <source>{count} double</source>
            <translation>重复 {count} 个</translation>
        </message>
        <message>
            <source>1 new event</source>
            <translation>1 个新事件</translation>
        </message>
        <message>
            <source>{count} new events</source>
            <translation>{count} 个新事件</translation>
        </message>
        <message>
            <source>When events happened</source>
            <translation>事件发生的时间</translation>
        </message>
        <message>
            <source>{count} earlier ones</source>
            <translation>更早的 {count} 条</translation>
        </message>
        <message>
            <source>SEEN</source>
            <translation>现场</translation>
        </message>
        <message>
            <source>VERDICTS SO FAR</source>
            <translation>历次判定</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Close (Esc)</source>
            <translation>关闭（Esc）</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>正在查找…</translation>
        </message>
        <message>
            <source>Every recognition that comes is kept here. Stand in front of a camera and look at it.</source>
            <translation>收到的每次识别都保存在这里。请站到采集设备前看着它。</translation>
        </message>
        <message>
            <source>No events yet</source>
            <translation>尚无事件</translation>
        </message>
        <message>
            <source>Nothing was recognised at that time.</source>
            <translation>该时段没有识别记录。</translation>
        </message>
        <message>
            <source>No events then</source>
            <translation>该时段无事件</translation>
        </message>
        <message>
            <source>Show all times</source>
            <translation>显示全部时间</translation>
        </message>
        <message>
            <source>There are events at that time, but none that fits all filters.</source>
            <translation>该时段有事件，但没有符合全部筛选条件的。</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>未找到</translation>
        </message>
        <message>
            <source>Remove all filters</source>
            <translation>清除所有筛选</translation>
        </message>
        <message>
            <source>The archive cannot be read: {reason}.</source>
            <translation>无法读取存档：{reason}。</translation>
        </message>
        <message>
            <source>No history</source>
            <translation>无历史记录</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>重试</translation>
        </message>
        <message>
            <source>Picture missing</source>
            <translation>缺图片</translation>
        </message>
        <message>
            <source>Camera: {camera}</source>
            <translation>采集设备：{camera}</translation>
        </message>
        <message>
            <source>Type: {type}</source>
            <translation>类型：{type}</translation>
        </message>
        <message>
            <source>Verdict: {verdict}</source>
            <translation>判定：{verdict}</translation>
        </message>
        <message>
            <source>Clear</source>
            <translation>清除</translation>
        </message>
        <message>
            <source>Person: any</source>
            <translation>人员：不限</translation>
        </message>
        <message>
            <source>Part of a name, or a whole person id</source>
            <translation>姓名的一部分，或完整的人员ID</translation>
        </message>
        <message>
            <source>Remove all filters; the time stays</source>
            <translation>清除所有筛选，保留时段</translation>
        </message>
        <message>
            <source>{news} · show</source>
            <translation>{news} · 显示</translation>
        </message>
        <message>
            <source>Searching, back to {time}…</source>
            <translation>正在查找，已到 {time}…</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>正在计数…</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史事件</translation>
        </message>
        <message>
            <source>Events, newest first</source>
            <translation>事件，最新在前</translation>
        </message>
        <message>
            <source>Reconcile with box…</source>
            <translation>与盒子核对…</translation>
        </message>
        <message>
            <source>Compare with the box's own history: what was lost on the way, late or double</source>
            <translation>与盒子的历史记录比较：哪些丢失、延迟或重复</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>导出…</translation>
        </message>
        <message>
            <source>Write what is shown to a file</source>
            <translation>将显示的内容写入文件</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>停止</translation>
        </message>
        <message>
            <source>From</source>
            <translation>从</translation>
        </message>
        <message>
            <source>To</source>
            <translation>到</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>第一天</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>最后一天</translation>
        </message>
        <message>
            <source>Show these days</source>
            <translation>显示这些天</translation>
        </message>
        <message>
            <source>At least</source>
            <translation>至少</translation>
        </message>
        <message>
            <source>At most</source>
            <translation>至多</translation>
        </message>
        <message>
            <source>Lowest score, of 100</source>
            <translation>最低得分（满分 100）</translation>
        </message>
        <message>
            <source>Highest score, of 100</source>
            <translation>最高得分（满分 100）</translation>
        </message>
        <message>
            <source>Of 100. Scores from 0 to 1 count a hundredfold; those on an unknown scale are left out.</source>
            <translation>满分 100。0 到 1 的得分按百倍计算；范围未知的得分不计入。</translation>
        </message>
        <message>
            <source>Any score</source>
            <translation>得分不限</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>Everywhere</source>
            <translation>所有页面</translation>
        </message>
        <message>
            <source>Live, Health, Sign-off, History</source>
            <translation>实时识别、运行状态、验收、历史事件</translation>
        </message>
        <message>
            <source>Add a box by its address</source>
            <translation>按地址添加盒子</translation>
        </message>
        <message>
            <source>Search the network for boxes</source>
            <translation>在网络中查找盒子</translation>
        </message>
        <message>
            <source>No events? Find out why</source>
            <translation>没有事件？查找原因</translation>
        </message>
        <message>
            <source>Filter boxes and cameras</source>
            <translation>筛选盒子和采集设备</translation>
        </message>
        <message>
            <source>Walk test on the whole screen, and back</source>
            <translation>进入或退出全屏走动测试</translation>
        </message>
        <message>
            <source>Hide all faces, or show them again</source>
            <translation>隐藏或重新显示所有人脸</translation>
        </message>
        <message>
            <source>What boxes have sent, message by message</source>
            <translation>逐条查看盒子发来的消息</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Ten-minute guide</source>
            <translation>十分钟指南</translation>
        </message>
        <message>
            <source>These keys</source>
            <translation>显示这些按键</translation>
        </message>
        <message>
            <source>Next control, previous control</source>
            <translation>下一个、上一个控件</translation>
        </message>
        <message>
            <source>Close what is open, clear what is typed</source>
            <translation>关闭已打开的内容，清除已输入的文字</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时识别</translation>
        </message>
        <message>
            <source>Same person, or: rightly not recognised</source>
            <translation>同一人，或：未识别（正确）</translation>
        </message>
        <message>
            <source>Wrong person, or: should have been recognised</source>
            <translation>不是同一人，或：应识别而未识别</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>Take the verdict back</source>
            <translation>撤销判定</translation>
        </message>
        <message>
            <source>Newer and older events</source>
            <translation>较新和较早的事件</translation>
        </message>
        <message>
            <source>Hold the list, and let it run again</source>
            <translation>暂停列表，再按继续</translation>
        </message>
        <message>
            <source>The whole scene</source>
            <translation>查看完整场景照片</translation>
        </message>
        <message>
            <source>Both faces larger, smaller, whole</source>
            <translation>两张人脸同时放大、缩小、还原</translation>
        </message>
        <message>
            <source>Move both faces</source>
            <translation>移动两张人脸</translation>
        </message>
        <message>
            <source>Health and scores</source>
            <translation>运行状态与得分</translation>
        </message>
        <message>
            <source>Along the time, or the line along the scores</source>
            <translation>沿时间移动，或移动得分线</translation>
        </message>
        <message>
            <source>Shorter and longer time</source>
            <translation>缩短、延长时间范围</translation>
        </message>
        <message>
            <source>The last 10 minutes, up to all there is</source>
            <translation>从最近 10 分钟到全部</translation>
        </message>
        <message>
            <source>Move the reading line</source>
            <translation>移动读数线</translation>
        </message>
        <message>
            <source>Back to now</source>
            <translation>回到现在</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史事件</translation>
        </message>
        <message>
            <source>Judge the chosen event, as on Live</source>
            <translation>判定所选事件，与“实时识别”页相同</translation>
        </message>
        <message>
            <source>The chosen event, large</source>
            <translation>放大查看所选事件</translation>
        </message>
        <message>
            <source>On the day strip: move the time</source>
            <translation>在日期条上移动时间</translation>
        </message>
        <message>
            <source>Walk test</source>
            <translation>走动测试</translation>
        </message>
        <message>
            <source>Judge what is shown</source>
            <translation>判定当前显示的识别</translation>
        </message>
        <message>
            <source>Tones on or off</source>
            <translation>打开或关闭提示音</translation>
        </message>
        <message>
            <source>Back to the window</source>
            <translation>返回窗口</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>the box refused the connection (port {port})</source>
            <translation>盒子拒绝连接（端口 {port}）</translation>
        </message>
        <message>
            <source>no answer (port {port})</source>
            <translation>无响应（端口 {port}）</translation>
        </message>
        <message>
            <source>the address cannot be reached</source>
            <translation>地址无法到达</translation>
        </message>
        <message>
            <source>this computer has no way to that network</source>
            <translation>本机没有到该网络的路由</translation>
        </message>
        <message>
            <source>the box closed the connection</source>
            <translation>盒子关闭了连接</translation>
        </message>
        <message>
            <source>port {port} answers, but not as an event stream</source>
            <translation>端口 {port} 有响应，但不是事件流</translation>
        </message>
        <message>
            <source>the box is still starting</source>
            <translation>盒子正在启动</translation>
        </message>
        <message>
            <source>the box has no cameras yet</source>
            <translation>盒子尚无采集设备</translation>
        </message>
        <message>
            <source>the box answered with an error (port {port})</source>
            <translation>盒子返回错误（端口 {port}）</translation>
        </message>
        <message>
            <source>what answers on port {port} is no Sophon box</source>
            <translation>端口 {port} 上响应的不是 Sophon 盒子</translation>
        </message>
        <message>
            <source>the box's answer cannot be read (port {port})</source>
            <translation>盒子的响应无法解析（端口 {port}）</translation>
        </message>
        <message>
            <source>the box answers too slowly (port {port})</source>
            <translation>盒子响应过慢（端口 {port}）</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>未连接</translation>
        </message>
        <message>
            <source>not connected ({problem})</source>
            <translation>未连接（{problem}）</translation>
        </message>
        <message>
            <source>refused (port {port})</source>
            <translation>连接被拒绝（端口 {port}）</translation>
        </message>
        <message>
            <source>address not reachable</source>
            <translation>地址无法到达</translation>
        </message>
        <message>
            <source>no way to that network</source>
            <translation>没有到该网络的路由</translation>
        </message>
        <message>
            <source>closed by the box</source>
            <translation>盒子关闭了连接</translation>
        </message>
        <message>
            <source>no event stream (port {port})</source>
            <translation>不是事件流（端口 {port}）</translation>
        </message>
        <message>
            <source>no cameras on the box</source>
            <translation>盒子尚无采集设备</translation>
        </message>
        <message>
            <source>the box reports an error</source>
            <translation>盒子返回错误</translation>
        </message>
        <message>
            <source>no Sophon box (port {port})</source>
            <translation>不是 Sophon 盒子（端口 {port}）</translation>
        </message>
        <message>
            <source>answer not readable</source>
            <translation>响应无法解析</translation>
        </message>
        <message>
            <source>answers too slowly</source>
            <translation>响应过慢</translation>
        </message>
        <message>
            <source>next attempt now</source>
            <translation>正在重试</translation>
        </message>
        <message>
            <source>next attempt in {age}</source>
            <translation>{age}后重试</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已连接</translation>
        </message>
        <message>
            <source>not started</source>
            <translation>未启动</translation>
        </message>
        <message>
            <source>connecting…</source>
            <translation>正在连接…</translation>
        </message>
        <message>
            <source>this box has none</source>
            <translation>此盒子不支持</translation>
        </message>
        <message>
            <source>Event stream: {state}</source>
            <translation>事件流：{state}</translation>
        </message>
        <message>
            <source>System figures: {state}</source>
            <translation>系统信息：{state}</translation>
        </message>
    </context>
    <context>
        <name>Live</name>
        <message>
            <source>Show all events</source>
            <translation>显示全部事件</translation>
        </message>
        <message>
            <source>No event matches</source>
            <translation>没有符合条件的事件</translation>
        </message>
        <message numerus="yes">
            <source>%n events are hidden by the filter.</source>
            <translation>
                <numerusform>%n 条事件被筛选隐藏。</numerusform>
            </translation>
        </message>
        <message>
            <source>No recognitions yet</source>
            <translation>尚无识别记录</translation>
        </message>
        <message>
            <source>Add a box first; its recognitions appear here by themselves.</source>
            <translation>请先添加盒子，识别记录会自动显示在这里。</translation>
        </message>
        <message>
            <source>The events of {box} cannot be read: {reason}. It is tried again by itself.</source>
            <translation>无法读取 {box} 的事件：{reason}。程序会自动重试。</translation>
        </message>
        <message>
            <source>No box has told of a camera yet. Add a camera on the box, in its own web page.</source>
            <translation>盒子尚未上报采集设备。请在盒子的管理页面中添加采集设备。</translation>
        </message>
        <message>
            <source>Stand in front of a camera and look at it; you appear here within a second.</source>
            <translation>请站到采集设备前并正视镜头，一秒内即会显示在这里。</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时识别</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Sophon Monitor</source>
            <translation>Sophon Monitor</translation>
        </message>
    </context>
    <context>
        <name>MessageLog</name>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Sender</source>
            <translation>发送方</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>类型</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>大小</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>应答</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>{size} bytes</source>
            <translation>{size} 字节</translation>
        </message>
        <message>
            <source>Heartbeat</source>
            <translation>心跳</translation>
        </message>
        <message>
            <source>Camera list</source>
            <translation>采集设备列表</translation>
        </message>
        <message>
            <source>Camera notice</source>
            <translation>采集设备通知</translation>
        </message>
        <message>
            <source>Recognition</source>
            <translation>识别记录</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史事件</translation>
        </message>
        <message>
            <source>Several messages</source>
            <translation>多条消息</translation>
        </message>
        <message>
            <source>Platform login</source>
            <translation>平台登录</translation>
        </message>
        <message>
            <source>Browser</source>
            <translation>浏览器</translation>
        </message>
        <message>
            <source>Not understood</source>
            <translation>无法识别</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>过大</translation>
        </message>
        <message>
            <source>Not complete</source>
            <translation>不完整</translation>
        </message>
        <message>
            <source>From a new box</source>
            <translation>来自新盒子</translation>
        </message>
        <message>
            <source>sent to the receiver</source>
            <translation>盒子上报</translation>
        </message>
        <message>
            <source>event stream</source>
            <translation>事件流</translation>
        </message>
        <message>
            <source>asked of the box</source>
            <translation>向盒子查询</translation>
        </message>
        <message>
            <source>Rejected ({reason})</source>
            <translation>已拒收（{reason}）</translation>
        </message>
        <message>
            <source>Larger than 32 MB; the connection was closed</source>
            <translation>超过 32 MB，连接已关闭</translation>
        </message>
        <message>
            <source>Not complete within 30 s; the connection was closed</source>
            <translation>30 秒内未接收完整，连接已关闭</translation>
        </message>
        <message>
            <source>The sender is no box of this site; look under New boxes</source>
            <translation>发送方不是本站点的盒子，请查看“新盒子”</translation>
        </message>
        <message>
            <source>The box tries to log in to its management platform here</source>
            <translation>盒子正尝试把本机当作管理平台登录</translation>
        </message>
        <message>
            <source>Nothing readable in it</source>
            <translation>没有可读内容</translation>
        </message>
        <message>
            <source>The message is empty</source>
            <translation>消息为空</translation>
        </message>
        <message>
            <source>The message is no text: neither UTF-8 nor GB18030</source>
            <translation>消息不是文本：既非 UTF-8 也非 GB18030</translation>
        </message>
        <message>
            <source>Not JSON: {problem} at line {line}, column {column}</source>
            <translation>不是有效的 JSON：第 {line} 行第 {column} 列，{problem}</translation>
        </message>
        <message>
            <source>The form cannot be taken apart: {problem}</source>
            <translation>表单无法解析：{problem}</translation>
        </message>
        <message>
            <source>JSON, but no message: found {found} where an object should stand</source>
            <translation>是 JSON 但不是消息：应为对象，实为 {found}</translation>
        </message>
        <message>
            <source>The list of messages is empty</source>
            <translation>消息列表为空</translation>
        </message>
        <message>
            <source>No known kind of message; its fields are {keys}</source>
            <translation>未知的消息类型，其字段为 {keys}</translation>
        </message>
        <message>
            <source>Nested too deeply to be a message of a box</source>
            <translation>嵌套层数过多，不是盒子的消息</translation>
        </message>
        <message>
            <source>The box reports an error: {error} {message}</source>
            <translation>盒子报告错误：{error} {message}</translation>
        </message>
        <message>
            <source>Message log</source>
            <translation>消息日志</translation>
        </message>
        <message>
            <source>Filter messages</source>
            <translation>筛选消息</translation>
        </message>
        <message>
            <source>All</source>
            <translation>全部</translation>
        </message>
        <message>
            <source>Rejected only</source>
            <translation>仅已拒收</translation>
        </message>
        <message>
            <source>Follow the newest</source>
            <translation>跟随最新</translation>
        </message>
        <message>
            <source>Messages, newest first</source>
            <translation>消息，最新在前</translation>
        </message>
        <message>
            <source>Raw body of the message</source>
            <translation>消息原文</translation>
        </message>
        <message>
            <source>Copy the raw body</source>
            <translation>复制消息原文</translation>
        </message>
        <message numerus="yes">
            <source>the last %n messages, in memory only</source>
            <translation>
                <numerusform>最近 %n 条消息，仅存于内存</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{shown} of %n messages</source>
            <translation>
                <numerusform>显示 {shown} 条，共 %n 条</numerusform>
            </translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Choose a message to see what it holds</source>
            <translation>选择一条消息查看内容</translation>
        </message>
        <message>
            <source>The body is not kept any more: the log holds 32 MB, the oldest go first.</source>
            <translation>消息原文已不再保留：日志上限 32 MB，最早的先删除。</translation>
        </message>
    </context>
    <context>
        <name>NewBox</name>
        <message>
            <source>New boxes · {count}</source>
            <translation>新盒子 · {count}</translation>
        </message>
        <message>
            <source>Same serial number as {name}: it may have a new address</source>
            <translation>S/N 与 {name} 相同，可能是地址已变更</translation>
        </message>
        <message>
            <source>Uses the address of {name} with another serial number</source>
            <translation>使用 {name} 的地址，但 S/N 不同</translation>
        </message>
        <message>
            <source>Several boxes share this address</source>
            <translation>多个盒子使用此地址</translation>
        </message>
        <message>
            <source>a box of this site</source>
            <translation>本站点的某个盒子</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>接受</translation>
        </message>
        <message>
            <source>Accept {name}</source>
            <translation>接受 {name}</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>忽略</translation>
        </message>
        <message>
            <source>Dismiss {name}</source>
            <translation>忽略 {name}</translation>
        </message>
        <message numerus="yes">
            <source>%n boxes already report here</source>
            <translation>
                <numerusform>%n 个盒子已在向本机上报</numerusform>
            </translation>
        </message>
        <message>
            <source>Add to site</source>
            <translation>加入站点</translation>
        </message>
        <message numerus="yes">
            <source>%n messages</source>
            <translation>
                <numerusform>%n 条消息</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message numerus="yes">
            <source>%n boxes went offline</source>
            <translation>
                <numerusform>%n 个盒子离线</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n boxes are online again</source>
            <translation>
                <numerusform>%n 个盒子恢复在线</numerusform>
            </translation>
        </message>
        <message>
            <source>Somebody on a blacklist was recognised</source>
            <translation>识别到黑名单人员</translation>
        </message>
        <message>
            <source>This computer cannot keep what comes</source>
            <translation>这台电脑无法保存收到的内容</translation>
        </message>
        <message numerus="yes">
            <source>%n boxes are running out of storage</source>
            <translation>
                <numerusform>%n 个盒子存储空间不足</numerusform>
            </translation>
        </message>
        <message>
            <source>All at once: look at this computer's network first.</source>
            <translation>同时发生：请先检查这台电脑的网络。</translation>
        </message>
        <message numerus="yes">
            <source>seen %n times</source>
            <translation>
                <numerusform>共 %n 次</numerusform>
            </translation>
        </message>
        <message>
            <source>During the quiet hours.</source>
            <translation>发生在免打扰时段。</translation>
        </message>
        <message>
            <source>{online} of {all} boxes online</source>
            <translation>{all} 个盒子中 {online} 个在线</translation>
        </message>
        <message>
            <source>, </source>
            <translation>、</translation>
        </message>
        <message>
            <source>The disk is full. Make room; what comes meanwhile waits in memory.</source>
            <translation>磁盘已满，请清理空间；其间收到的内容暂存在内存中。</translation>
        </message>
        <message>
            <source>The folder cannot be written. Mend its permissions.</source>
            <translation>文件夹无法写入，请修正其权限。</translation>
        </message>
        <message>
            <source>The disk reports errors.</source>
            <translation>磁盘报告错误。</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>显示窗口</translation>
        </message>
        <message>
            <source>Close Sophon Monitor</source>
            <translation>关闭 Sophon Monitor</translation>
        </message>
    </context>
    <context>
        <name>Person</name>
        <message>
            <source>employee</source>
            <translation>员工</translation>
        </message>
        <message>
            <source>visitor</source>
            <translation>访客</translation>
        </message>
        <message>
            <source>blacklist</source>
            <translation>黑名单</translation>
        </message>
        <message>
            <source>stranger</source>
            <translation>陌生人</translation>
        </message>
        <message>
            <source>VIP</source>
            <translation>VIP</translation>
        </message>
        <message>
            <source>unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Stranger</source>
            <translation>陌生人</translation>
        </message>
        <message>
            <source>No name sent</source>
            <translation>未上报姓名</translation>
        </message>
    </context>
    <context>
        <name>Picture</name>
        <message>
            <source>Loading…</source>
            <translation>正在加载…</translation>
        </message>
        <message>
            <source>Picture not asked for</source>
            <translation>未请求图片</translation>
        </message>
        <message>
            <source>Picture not sent by the box</source>
            <translation>盒子未上报图片</translation>
        </message>
        <message>
            <source>The box sent an empty picture</source>
            <translation>盒子上报的图片为空</translation>
        </message>
        <message>
            <source>Picture damaged: it cannot be read</source>
            <translation>图片已损坏，无法读取</translation>
        </message>
        <message>
            <source>Picture too large to be shown</source>
            <translation>图片过大，无法显示</translation>
        </message>
        <message>
            <source>Picture expired: it is no longer kept</source>
            <translation>图片已过期，不再保留</translation>
        </message>
        <message>
            <source>Faces are hidden (Ctrl+B)</source>
            <translation>人脸已隐藏（Ctrl+B）</translation>
        </message>
        <message>
            <source>Not registered</source>
            <translation>未注册</translation>
        </message>
    </context>
    <context>
        <name>Privacy</name>
        <message>
            <source>Times from 0 up to ten years, please.</source>
            <translation>请填写 0 到十年之间的时长。</translation>
        </message>
        <message>
            <source>Pictures of judged events: 30 days at most.</source>
            <translation>已判定事件的图片：最多 30 天。</translation>
        </message>
        <message>
            <source>Longer than the default: say why. The reason is kept with the site.</source>
            <translation>超过默认值：请说明原因，原因随站点保存。</translation>
        </message>
        <message>
            <source>Privacy and retention</source>
            <translation>隐私与保留</translation>
        </message>
        <message>
            <source>Faces are biometric data: keep them no longer than the work needs. All times count from when an event came in. What is too old is removed for good.</source>
            <translation>人脸属于生物识别信息：保留时间不应超过工作需要。各时长从收到事件时算起，过期内容将彻底删除。</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Pictures of strangers</source>
            <translation>陌生人的图片</translation>
        </message>
        <message>
            <source>Judged, until the report is made</source>
            <translation>已判定（至生成报告为止）</translation>
        </message>
        <message>
            <source>Events and heartbeats</source>
            <translation>事件和心跳</translation>
        </message>
        <message>
            <source>Reason for longer times</source>
            <translation>延长的原因</translation>
        </message>
        <message>
            <source>Decided by</source>
            <translation>决定人</translation>
        </message>
        <message>
            <source>Exports and reports pixelate faces and shorten names, unless you choose otherwise there.</source>
            <translation>导出和报告默认人脸打码、姓名缩写，可在相应处另行选择。</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>A judged event keeps its pictures until its report is made: 30 days at most.</source>
            <translation>已判定事件的图片保留到生成报告为止，最多 30 天。</translation>
        </message>
        <message>
            <source>For example: the customer asked for it on 3 May</source>
            <translation>例如：客户于 5 月 3 日提出要求</translation>
        </message>
        <message>
            <source>Defaults</source>
            <translation>默认值</translation>
        </message>
        <message>
            <source>Purge…</source>
            <translation>彻底删除…</translation>
        </message>
        <message>
            <source>Remove a person, strangers' pictures or the site for good</source>
            <translation>彻底删除某人、陌生人的图片或整个站点</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
    </context>
    <context>
        <name>Purge</name>
        <message numerus="yes">
            <source>%n events</source>
            <translation>
                <numerusform>%n 个事件</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n pictures</source>
            <translation>
                <numerusform>%n 张图片</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people</source>
            <translation>
                <numerusform>%n 人</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reports</source>
            <translation>
                <numerusform>%n 份报告</numerusform>
            </translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>（无姓名）</translation>
        </message>
        <message>
            <source>{name} · ID {id}</source>
            <translation>{name} · ID {id}</translation>
        </message>
        <message>
            <source>test person, no events</source>
            <translation>测试人员，无事件</translation>
        </message>
        <message>
            <source>Last seen {time}</source>
            <translation>最后出现 {time}</translation>
        </message>
        <message>
            <source>{events} and {pictures}</source>
            <translation>{events}和{pictures}</translation>
        </message>
        <message>
            <source>Gone for good: {counts}, every mention in verdicts, test people and notes.</source>
            <translation>将彻底删除：{counts}，以及判定、测试人员和备注中的每处提及。</translation>
        </message>
        <message>
            <source>Reports that show whole faces go too: {reports}. Masked ones stay.</source>
            <translation>显示完整人脸的报告也将删除：{reports}。打码的报告保留。</translation>
        </message>
        <message>
            <source>Not reached: files that you exported, the boxes' own records and registered people, and scenes of other people's events with this person in the background.</source>
            <translation>无法涉及：您导出的文件、盒子自身的记录和已注册人员，以及他人事件场景图背景中的此人。</translation>
        </message>
        <message>
            <source>Remove these reports yourself: {files}.</source>
            <translation>请自行删除以下报告：{files}。</translation>
        </message>
        <message>
            <source>Gone for good: {pictures} of people whom no box knew. Their events stay, without pictures.</source>
            <translation>将彻底删除：未被任何盒子识别的人的{pictures}。事件保留，但无图片。</translation>
        </message>
        <message>
            <source>Gone for good: everything of “{name}”: {events}, {pictures}, heartbeats, verdicts, rules and reports. Borrowed settings are put back on the boxes first. The window closes and opens again.</source>
            <translation>将彻底删除“{name}”的全部内容：{events}、{pictures}、心跳、判定、规则和报告。会先恢复盒子上被借用的设置。窗口将关闭并重新打开。</translation>
        </message>
        <message>
            <source>Not reached: files that you exported, and the boxes' own records.</source>
            <translation>无法涉及：您导出的文件和盒子自身的记录。</translation>
        </message>
        <message numerus="yes">
            <source>Purge %n people</source>
            <translation>
                <numerusform>彻底删除 %n 人</numerusform>
            </translation>
        </message>
        <message>
            <source>Removing events and pictures… {percent} %</source>
            <translation>正在删除事件和图片… {percent} %</translation>
        </message>
        <message>
            <source>Events and pictures are gone. Cleaning the database; new events wait meanwhile…</source>
            <translation>事件和图片已删除。正在清理数据库，新事件暂时等待…</translation>
        </message>
        <message>
            <source>Events and pictures are gone. The database is cleaned once fewer events come; you may close this.</source>
            <translation>事件和图片已删除。数据库将在事件较少时清理，可以关闭此窗口。</translation>
        </message>
        <message>
            <source>Events and pictures are gone. Cleaning the database needs free disk space: twice its size. Free some; it is tried again.</source>
            <translation>事件和图片已删除。清理数据库需要其两倍大小的空闲磁盘空间。请腾出空间，程序会自动重试。</translation>
        </message>
        <message>
            <source>{pictures} of strangers are gone.</source>
            <translation>陌生人的{pictures}已删除。</translation>
        </message>
        <message>
            <source>{events} and {pictures} of {people} are gone.</source>
            <translation>{people}的{events}和{pictures}已删除。</translation>
        </message>
        <message>
            <source>{reports} with whole faces too.</source>
            <translation>含完整人脸的{reports}也已删除。</translation>
        </message>
        <message>
            <source>Still open in another program: {files}. Close it and remove it by hand.</source>
            <translation>仍被其他程序打开：{files}。请关闭后手动删除。</translation>
        </message>
        <message>
            <source>The disk is full: the purge waits. Free some space; then it goes on.</source>
            <translation>磁盘已满，彻底删除正在等待。请腾出空间，之后会继续。</translation>
        </message>
        <message>
            <source>The archive cannot be written: the purge waits. Mend its permissions.</source>
            <translation>存档无法写入，彻底删除正在等待。请修正权限。</translation>
        </message>
        <message>
            <source>The archive is failing: the purge waits. It is tried again every second.</source>
            <translation>存档出错，彻底删除正在等待。每秒重试一次。</translation>
        </message>
        <message>
            <source>Nothing was removed: settings of {boxes} are still borrowed and could not be put back. What they were before stands only in this site's archive. Try again when the boxes answer.</source>
            <translation>未删除任何内容：{boxes} 的设置仍被借用且无法恢复，其原值只保存在本站点的存档中。请在盒子可访问时重试。</translation>
        </message>
        <message>
            <source>Nothing was removed: the profile cannot be written ({reason}).</source>
            <translation>未删除任何内容：配置文件夹无法写入（{reason}）。</translation>
        </message>
        <message>
            <source>Everything of the purged site is gone.</source>
            <translation>该站点的全部内容已彻底删除。</translation>
        </message>
        <message>
            <source>Some files of a purged site are still open in another program; they are removed at the next start.</source>
            <translation>已删除站点的部分文件仍被其他程序打开，将在下次启动时删除。</translation>
        </message>
        <message>
            <source>chosen: {person}</source>
            <translation>已选择：{person}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>名称</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>Putting borrowed settings back…</source>
            <translation>正在恢复借用的设置…</translation>
        </message>
        <message>
            <source>Looking through the archive…</source>
            <translation>正在查看存档…</translation>
        </message>
        <message>
            <source>Choose whose records go: one line for each name and ID that a box has sent.</source>
            <translation>请选择要删除谁的记录：盒子发送过的每个姓名和 ID 各占一行。</translation>
        </message>
        <message>
            <source>Purge person</source>
            <translation>彻底删除此人</translation>
        </message>
        <message>
            <source>Purge strangers' pictures</source>
            <translation>彻底删除陌生人的图片</translation>
        </message>
        <message>
            <source>Purge the site</source>
            <translation>彻底删除站点</translation>
        </message>
        <message>
            <source>Purge</source>
            <translation>彻底删除</translation>
        </message>
        <message>
            <source>A person, or several: everything of them</source>
            <translation>一人或多人：其全部内容</translation>
        </message>
        <message>
            <source>Pictures of all strangers</source>
            <translation>所有陌生人的图片</translation>
        </message>
        <message>
            <source>This whole site</source>
            <translation>整个站点</translation>
        </message>
        <message>
            <source>Keep the list of boxes with their names and notes</source>
            <translation>保留盒子列表及其名称和备注</translation>
        </message>
        <message>
            <source>Type the name of the site to confirm: {name}</source>
            <translation>请输入站点名称以确认：{name}</translation>
        </message>
        <message>
            <source>Name of the site, to confirm</source>
            <translation>站点名称（确认用）</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>What is being done</source>
            <translation>正在进行的操作</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Name or ID</source>
            <translation>姓名或 ID</translation>
        </message>
        <message>
            <source>Look for a person by name or ID</source>
            <translation>按姓名或 ID 查找人员</translation>
        </message>
        <message>
            <source>People in the archive</source>
            <translation>存档中的人员</translation>
        </message>
        <message>
            <source>Nobody of that name or ID is in this site's archive.</source>
            <translation>本站点的存档中没有该姓名或 ID 的人员。</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>&amp;Look in:</source>
            <translation>查找范围(&amp;I)：</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>文件类型(&amp;T)：</translation>
        </message>
    </context>
    <context>
        <name>Reconcile</name>
        <message>
            <source>… and {n} more</source>
            <translation>… 另有 {n} 条</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>What</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Last hour</source>
            <translation>最近一小时</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>From … until …</source>
            <translation>自定义时段…</translation>
        </message>
        <message>
            <source>Seen by both</source>
            <translation>两边都有</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>途中丢失</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Double</source>
            <translation>重复</translation>
        </message>
        <message>
            <source>Below threshold</source>
            <translation>低于匹配阈值</translation>
        </message>
        <message>
            <source>Only here</source>
            <translation>仅本机有</translation>
        </message>
        <message>
            <source>The box has them in its history, and they came here.</source>
            <translation>盒子的历史记录中有这些事件，本机也已收到。</translation>
        </message>
        <message>
            <source>The box has them in its history, but they never came here.</source>
            <translation>盒子的历史记录中有这些事件，但本机从未收到。</translation>
        </message>
        <message>
            <source>They came more than {n} s after they happened, or only out of the box's history.</source>
            <translation>这些事件在发生 {n} 秒之后才到达，或只是从盒子的历史记录中取得。</translation>
        </message>
        <message>
            <source>They were sent, or are stored, more than once.</source>
            <translation>这些事件被发送或保存了不止一次。</translation>
        </message>
        <message>
            <source>The box did not recognise them and did not send them. They are not lost.</source>
            <translation>盒子没有识别出这些人，也没有发送；这些事件不算丢失。</translation>
        </message>
        <message>
            <source>Their scores are below the box's threshold of {n}, so it did not send them as recognised. They are not lost.</source>
            <translation>得分低于盒子的匹配阈值 {n}，因此盒子没有作为识别结果发送；这些事件不算丢失。</translation>
        </message>
        <message>
            <source>They came here, but the box's history does not have them: it was cleared or is full.</source>
            <translation>本机收到了这些事件，但盒子的历史记录中没有：可能已被清除，或存储已满。</translation>
        </message>
        <message>
            <source>No event of this span is on the box and here.</source>
            <translation>此时段内没有两边都有的事件。</translation>
        </message>
        <message>
            <source>Nothing was lost on the way.</source>
            <translation>途中没有丢失。</translation>
        </message>
        <message>
            <source>Nothing came late.</source>
            <translation>没有延迟到达的事件。</translation>
        </message>
        <message>
            <source>Nothing was sent or stored twice.</source>
            <translation>没有重复发送或保存的事件。</translation>
        </message>
        <message>
            <source>The box kept nothing below its threshold.</source>
            <translation>盒子没有保存低于匹配阈值的记录。</translation>
        </message>
        <message>
            <source>All that came here is in the box's history, too.</source>
            <translation>本机收到的事件在盒子的历史记录中都有。</translation>
        </message>
        <message>
            <source>Neither the box nor the archive has events of this span.</source>
            <translation>此时段内盒子和存档中都没有事件。</translation>
        </message>
        <message>
            <source>Events on the box: {box} · of these lost on the way: {lost}</source>
            <translation>盒子上的事件：{box} · 其中途中丢失：{lost}</translation>
        </message>
        <message>
            <source>not received</source>
            <translation>未收到</translation>
        </message>
        <message>
            <source>not in the box's history</source>
            <translation>盒子的历史记录中没有</translation>
        </message>
        <message>
            <source>not recognised, not sent</source>
            <translation>未识别，未发送</translation>
        </message>
        <message>
            <source>below {n}, not sent</source>
            <translation>低于 {n}，未发送</translation>
        </message>
        <message>
            <source>received out of the history</source>
            <translation>从历史记录取得</translation>
        </message>
        <message>
            <source>received</source>
            <translation>已收到</translation>
        </message>
        <message>
            <source>received after {n} s</source>
            <translation>{n} 秒后收到</translation>
        </message>
        <message>
            <source>out of the history after {time}</source>
            <translation>{time} 后从历史记录取得</translation>
        </message>
        <message>
            <source>{time} after it happened</source>
            <translation>发生 {time} 后到达</translation>
        </message>
        <message>
            <source>received {n} times</source>
            <translation>收到 {n} 次</translation>
        </message>
        <message>
            <source>{n} times in the box's history</source>
            <translation>盒子的历史记录中有 {n} 条</translation>
        </message>
        <message>
            <source>This box is no longer part of the site.</source>
            <translation>这台盒子已不在本站点。</translation>
        </message>
        <message>
            <source>It is not known yet which software the box runs. Wait for its first message.</source>
            <translation>还不知道盒子运行的软件版本，请等待它的第一条消息。</translation>
        </message>
        <message>
            <source>The software of this box keeps no history that can be read; that came with V5.5.</source>
            <translation>这台盒子的软件没有可读取的历史记录，V5.5 起才支持。</translation>
        </message>
        <message>
            <source>The box does not let its history be read without a login ({reason}).</source>
            <translation>未登录时盒子不允许读取历史记录（{reason}）。</translation>
        </message>
        <message>
            <source>The box is still starting. Try again in a minute.</source>
            <translation>盒子仍在启动，请一分钟后再试。</translation>
        </message>
        <message>
            <source>The box refused to give its history ({code}).</source>
            <translation>盒子拒绝提供历史记录（{code}）。</translation>
        </message>
        <message>
            <source>The archive cannot be read: {reason}</source>
            <translation>无法读取存档：{reason}</translation>
        </message>
        <message>
            <source>There are too many events in this span. Choose a shorter one.</source>
            <translation>此时段内事件过多，请选择较短的时段。</translation>
        </message>
        <message>
            <source>The archive did not take all of it. Is the disk full?</source>
            <translation>存档没有全部保存。磁盘是否已满？</translation>
        </message>
        <message>
            <source>The box's history cannot be read: {reason}.</source>
            <translation>无法读取盒子的历史记录：{reason}。</translation>
        </message>
        <message>
            <source>The box's clock is off by {time}; that was taken into account.</source>
            <translation>盒子的时钟相差 {time}，已计入。</translation>
        </message>
        <message>
            <source>The box does not heed the span: its history was read until it was found.</source>
            <translation>盒子不理会时段，因此逐页读取其历史记录，直到找到该时段。</translation>
        </message>
        <message>
            <source>Asked in seconds and in milliseconds, the box gave no events. Whether it has none, or did not understand the times, cannot be told.</source>
            <translation>以秒和毫秒查询，盒子都没有给出事件。无法判断是没有事件，还是盒子没有理解时间。</translation>
        </message>
        <message>
            <source>The box gave the same page again and again: it may have more than is listed.</source>
            <translation>盒子反复给出同一页：实际可能比列出的更多。</translation>
        </message>
        <message>
            <source>The box has too many events in this span: only those since {time} were read.</source>
            <translation>此时段内盒子上的事件过多：只读取了 {time} 之后的事件。</translation>
        </message>
        <message>
            <source>Events to which the box gives no time were left out.</source>
            <translation>盒子没有给出时间的事件已略去。</translation>
        </message>
        <message>
            <source>The box's clock could not be read: the span is meant by its clock, and what came late cannot be told.</source>
            <translation>无法读取盒子的时钟：时段按盒子的时钟计算，无法判断哪些事件延迟。</translation>
        </message>
        <message>
            <source>The box does not tell its threshold: people whom it kept below it, and did not send, stand among the lost.</source>
            <translation>盒子不提供匹配阈值：低于阈值而未发送的人员也列在丢失中。</translation>
        </message>
        <message>
            <source>This box has sent no strangers here: those in its history count as below the threshold, not as lost.</source>
            <translation>这台盒子没有向本机发送过陌生人：其历史记录中的陌生人算作低于匹配阈值，不算丢失。</translation>
        </message>
        <message>
            <source>Asking the box…</source>
            <translation>正在询问盒子…</translation>
        </message>
        <message>
            <source>Reading the box's history: {n}</source>
            <translation>正在读取盒子的历史记录：{n}</translation>
        </message>
        <message>
            <source>Reading the box's history: {n} of {total}</source>
            <translation>正在读取盒子的历史记录：{n} / {total}</translation>
        </message>
        <message>
            <source>Comparing with the archive…</source>
            <translation>正在与存档比较…</translation>
        </message>
        <message>
            <source>Fetching from the box: {n} of {total}</source>
            <translation>正在从盒子取得：{n} / {total}</translation>
        </message>
        <message>
            <source>Added to the archive: {n} of {total}.</source>
            <translation>已加入存档：{n} / {total}。</translation>
        </message>
        <message>
            <source>Without a live picture, because the box gives none: {n}.</source>
            <translation>因盒子不提供而没有现场照片：{n}。</translation>
        </message>
        <message>
            <source>It stopped early: {reason}.</source>
            <translation>提前停止：{reason}。</translation>
        </message>
        <message>
            <source>Reconcile with a box</source>
            <translation>与盒子核对</translation>
        </message>
        <message>
            <source>Compares what a box has in its own history with what came here. The box is only asked; nothing on it is changed.</source>
            <translation>将盒子自己的历史记录与本机收到的事件比较。只查询盒子，不做任何更改。</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Box to reconcile with</source>
            <translation>要核对的盒子</translation>
        </message>
        <message>
            <source>Progress</source>
            <translation>进度</translation>
        </message>
        <message>
            <source>Show names</source>
            <translation>显示姓名</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>开始</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Add what was lost to the archive</source>
            <translation>将丢失的事件加入存档</translation>
        </message>
        <message>
            <source>Copy as text</source>
            <translation>复制为文本</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>The span ends before it begins.</source>
            <translation>时段的终点早于起点。</translation>
        </message>
        <message>
            <source>There is no box to reconcile with yet.</source>
            <translation>还没有可核对的盒子。</translation>
        </message>
        <message>
            <source>Choose a box and a span, then start.</source>
            <translation>请选择盒子和时段，然后开始。</translation>
        </message>
        <message>
            <source>Events of the chosen list</source>
            <translation>所选列表中的事件</translation>
        </message>
        <message>
            <source>from</source>
            <translation>从</translation>
        </message>
        <message>
            <source>until</source>
            <translation>到</translation>
        </message>
        <message>
            <source>Begin of the span</source>
            <translation>时段起点</translation>
        </message>
        <message>
            <source>End of the span</source>
            <translation>时段终点</translation>
        </message>
    </context>
    <context>
        <name>Report</name>
        <message>
            <source>Accepted</source>
            <translation>验收通过</translation>
        </message>
        <message>
            <source>Could not be finished</source>
            <translation>未能完成</translation>
        </message>
        <message>
            <source>Not accepted</source>
            <translation>验收未通过</translation>
        </message>
        <message>
            <source>Health of the boxes</source>
            <translation>盒子健康状态</translation>
        </message>
        <message>
            <source>Red: no heartbeat from the box. Hatched grey: this program was not running, so nobody knows.</source>
            <translation>红色：没有收到盒子的心跳。灰色斜线：本程序未运行，情况未知。</translation>
        </message>
        <message>
            <source>No heartbeat was received.</source>
            <translation>没有收到心跳。</translation>
        </message>
        <message>
            <source>What was not tested</source>
            <translation>未测试的内容</translation>
        </message>
        <message>
            <source>Everything was tested.</source>
            <translation>全部已测试。</translation>
        </message>
        <message>
            <source>What was changed on the boxes, and put back</source>
            <translation>在盒子上修改并恢复的设置</translation>
        </message>
        <message>
            <source>This program changed nothing on the boxes.</source>
            <translation>本程序没有修改盒子上的任何设置。</translation>
        </message>
        <message>
            <source>Box</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Test people</source>
            <translation>测试人员</translation>
        </message>
        <message>
            <source>wants no pictures kept</source>
            <translation>不希望保留照片</translation>
        </message>
        <message>
            <source>Personal data</source>
            <translation>个人信息</translation>
        </message>
        <message>
            <source>This report shows whole names and faces. Reason given: {reason}</source>
            <translation>本报告显示完整姓名和人脸。原因：{reason}</translation>
        </message>
        <message>
            <source>Names are shortened and faces pixelated in this report.</source>
            <translation>本报告中的姓名已缩写，人脸已打码。</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>日期</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>验收人</translation>
        </message>
        <message>
            <source>Judged</source>
            <translation>已判定</translation>
        </message>
        <message>
            <source>Made with</source>
            <translation>生成程序</translation>
        </message>
        <message>
            <source>This file is sealed: the evidence is attached to it, and a signature covers every byte. Any reader of PDF shows it; “sophon-monitor verify” checks it. Compare the fingerprint with the installer's.</source>
            <translation>本文件已签名：附有机器可读的证据，签名覆盖每一个字节。任何 PDF 阅读器都会显示签名；也可用 “sophon-monitor verify” 检验。请与安装人员核对指纹。</translation>
        </message>
        <message>
            <source>Acceptance report</source>
            <translation>验收报告</translation>
        </message>
        <message>
            <source>Fingerprint</source>
            <translation>指纹</translation>
        </message>
        <message>
            <source>Evidence</source>
            <translation>证据</translation>
        </message>
        <message>
            <source>Name, date, signature</source>
            <translation>姓名、日期、签字</translation>
        </message>
        <message>
            <source>For the customer</source>
            <translation>客户</translation>
        </message>
        <message>
            <source>For the installer</source>
            <translation>安装方</translation>
        </message>
        <message>
            <source>no event was judged</source>
            <translation>没有判定任何事件</translation>
        </message>
        <message>
            <source>{count} events, {since} to {until}</source>
            <translation>{count} 个事件，{since} 至 {until}</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>地址</translation>
        </message>
        <message>
            <source>Serial number</source>
            <translation>S/N 序列号</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>软件版本</translation>
        </message>
        <message>
            <source>Threshold</source>
            <translation>匹配阈值</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>时钟</translation>
        </message>
        <message>
            <source>Boxes</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>Thresholds as read from the box; a dash is what it does not tell.</source>
            <translation>匹配阈值为从盒子读取的值；横线表示盒子不提供。</translation>
        </message>
        <message>
            <source>not measured</source>
            <translation>未测得</translation>
        </message>
        <message>
            <source>right, to a second</source>
            <translation>准确（误差 1 秒内）</translation>
        </message>
        <message>
            <source>{seconds} s ahead</source>
            <translation>快 {seconds} 秒</translation>
        </message>
        <message>
            <source>{seconds} s behind</source>
            <translation>慢 {seconds} 秒</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Right / wrong / unsure</source>
            <translation>正确 / 错误 / 不确定</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Judged events that name no camera of this site, and count for none: {count}.</source>
            <translation>已判定但不属于本站点任何采集设备、不计入的事件：{count} 个。</translation>
        </message>
        <message>
            <source>Cameras</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>检查项</translation>
        </message>
        <message>
            <source>Needed</source>
            <translation>要求</translation>
        </message>
        <message>
            <source>Reached</source>
            <translation>达到</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>Further failing events that are not shown here: {count}.</source>
            <translation>此处未列出的其他不合格事件：{count} 个。</translation>
        </message>
        <message>
            <source>Stranger</source>
            <translation>陌生人</translation>
        </message>
        <message>
            <source>score {score}</source>
            <translation>得分 {score}</translation>
        </message>
        <message>
            <source>really {name}</source>
            <translation>实际为 {name}</translation>
        </message>
        <message>
            <source>pictures not kept, at this person's wish</source>
            <translation>按本人意愿不保留照片</translation>
        </message>
        <message>
            <source>Page {number} of {all}</source>
            <translation>第 {number} 页，共 {all} 页</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU使用率</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存使用率</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>硬盘</translation>
        </message>
        <message>
            <source>{count} s</source>
            <translation>{count} 秒</translation>
        </message>
        <message>
            <source>{count} min</source>
            <translation>{count} 分钟</translation>
        </message>
        <message>
            <source>{count} h</source>
            <translation>{count} 小时</translation>
        </message>
        <message>
            <source>All {count} cameras have passed every rule of this site.</source>
            <translation>全部 {count} 个采集设备均满足本站点的各项规则。</translation>
        </message>
        <message>
            <source>These parts could not be read, so the site is not called accepted: {parts}. Make the report again.</source>
            <translation>以下部分无法读取，因此不能判定本站点验收通过：{parts}。请重新生成报告。</translation>
        </message>
        <message>
            <source>No camera is known, so nothing was tested.</source>
            <translation>没有采集设备，因此没有测试任何内容。</translation>
        </message>
        <message>
            <source>No event was judged, so nothing was tested.</source>
            <translation>没有判定任何事件，因此没有测试任何内容。</translation>
        </message>
        <message>
            <source>Of {all} cameras, passed: {passed}, failed: {failed}, open: {open}, not tested: {untested}.</source>
            <translation>共 {all} 个采集设备：合格 {passed}，不合格 {failed}，未完成 {open}，未测试 {untested}。</translation>
        </message>
        <message>
            <source>boxes</source>
            <translation>盒子</translation>
        </message>
        <message>
            <source>verdicts</source>
            <translation>判定</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>图片</translation>
        </message>
        <message>
            <source>changed settings</source>
            <translation>修改过的设置</translation>
        </message>
        <message>
            <source>health</source>
            <translation>健康状态</translation>
        </message>
        <message>
            <source>checks</source>
            <translation>检查项</translation>
        </message>
        <message>
            <source>passed</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>open</source>
            <translation>未完成</translation>
        </message>
        <message>
            <source>not tested</source>
            <translation>未测试</translation>
        </message>
        <message>
            <source>Correct recognitions</source>
            <translation>正确识别次数</translation>
        </message>
        <message>
            <source>Different people</source>
            <translation>不同人员</translation>
        </message>
        <message>
            <source>Wrong matches, at most</source>
            <translation>误识别（上限）</translation>
        </message>
        <message>
            <source>Unregistered people seen as strangers</source>
            <translation>未注册人员被识别为陌生人的次数</translation>
        </message>
        <message>
            <source>Smallest face, px</source>
            <translation>最小人脸（像素）</translation>
        </message>
        <message>
            <source>Slowest event, s after capture</source>
            <translation>最慢事件（抓拍后秒数）</translation>
        </message>
        <message>
            <source>Lowest score of a right match</source>
            <translation>正确识别的最低得分</translation>
        </message>
        <message>
            <source>Backlight (tried by hand)</source>
            <translation>逆光（人工尝试）</translation>
        </message>
        <message>
            <source>Mask (tried by hand)</source>
            <translation>口罩（人工尝试）</translation>
        </message>
        <message>
            <source>Glasses (tried by hand)</source>
            <translation>眼镜（人工尝试）</translation>
        </message>
        <message>
            <source>Side view (tried by hand)</source>
            <translation>侧脸（人工尝试）</translation>
        </message>
        <message>
            <source>Night (tried by hand)</source>
            <translation>夜间（人工尝试）</translation>
        </message>
        <message>
            <source>The box named another person. Usually helps: sharper registered pictures, larger faces, a higher threshold.</source>
            <translation>盒子识别成了另一个人。通常有效的办法：更清晰的注册照片、更大的人脸、更高的匹配阈值。</translation>
        </message>
        <message>
            <source>Faces are too small. Usually helps: a closer camera, a longer lens, larger snapshots.</source>
            <translation>人脸太小。通常有效的办法：移近采集设备、换更长焦的镜头、调大抓拍尺寸。</translation>
        </message>
        <message>
            <source>Events came late. Usually helps: less load on the box, a better network.</source>
            <translation>事件到达太慢。通常有效的办法：降低盒子负载、改善网络。</translation>
        </message>
        <message>
            <source>A right match lies below the box's threshold. Usually helps: better registered pictures, light.</source>
            <translation>有正确识别低于盒子的匹配阈值。通常有效的办法：更好的注册照片、改善光线。</translation>
        </message>
        <message>
            <source>By the width of the live picture: the box does not say how large the face is.</source>
            <translation>按现场照片的宽度：盒子没有给出人脸大小。</translation>
        </message>
        <message>
            <source>The box does not say how large the faces are.</source>
            <translation>盒子没有给出人脸大小。</translation>
        </message>
        <message>
            <source>The box's clock could not be measured.</source>
            <translation>盒子的时钟无法测得。</translation>
        </message>
        <message>
            <source>The box does not say on which scale its scores are.</source>
            <translation>盒子没有说明得分的范围。</translation>
        </message>
        <message>
            <source>The box's threshold could not be read.</source>
            <translation>无法读取盒子的匹配阈值。</translation>
        </message>
        <message>
            <source>More events have to be judged.</source>
            <translation>还需判定更多事件。</translation>
        </message>
        <message>
            <source>not kept</source>
            <translation>未保留</translation>
        </message>
        <message>
            <source>cannot be shown</source>
            <translation>无法显示</translation>
        </message>
        <message>
            <source>not sent by the box</source>
            <translation>盒子未发送</translation>
        </message>
        <message>
            <source>put back, and read back to prove it</source>
            <translation>已恢复，并经回读确认</translation>
        </message>
        <message>
            <source>left as it is, by a person's decision: somebody else had changed it</source>
            <translation>按人工决定保持现状：他人已修改过</translation>
        </message>
        <message>
            <source>still changed: reports of this box also, or only, come to this computer</source>
            <translation>仍未恢复：该盒子的上报仍（同时）发往本机</translation>
        </message>
    </context>
    <context>
        <name>ReportDialog</name>
        <message>
            <source>Cancelled. No report was made.</source>
            <translation>已取消，没有生成报告。</translation>
        </message>
        <message>
            <source>No report was made: {reason}</source>
            <translation>没有生成报告：{reason}</translation>
        </message>
        <message>
            <source>The report is made and sealed. It says: accepted.</source>
            <translation>报告已生成并签名。结论：验收通过。</translation>
        </message>
        <message>
            <source>The report is made, but parts could not be read: it does not call the site accepted.</source>
            <translation>报告已生成，但部分内容无法读取：不判定本站点验收通过。</translation>
        </message>
        <message>
            <source>The report is made and sealed. It says: not accepted.</source>
            <translation>报告已生成并签名。结论：验收未通过。</translation>
        </message>
        <message>
            <source>Where the report goes</source>
            <translation>报告保存位置</translation>
        </message>
        <message>
            <source>Acceptance report</source>
            <translation>验收报告</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>验收人</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>File</source>
            <translation>本地文件</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Why whole names and faces are needed; it is logged</source>
            <translation>为何需要完整姓名和人脸；会记入日志</translation>
        </message>
        <message>
            <source>Whole names and faces (otherwise shortened and pixelated)</source>
            <translation>完整姓名和人脸（否则姓名缩写、人脸打码）</translation>
        </message>
        <message>
            <source>Other place…</source>
            <translation>其他位置…</translation>
        </message>
        <message>
            <source>Make report</source>
            <translation>生成报告</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Show folder</source>
            <translation>打开文件夹</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>The report will say: accepted.</source>
            <translation>报告结论将是：验收通过。</translation>
        </message>
        <message>
            <source>The report will say: not accepted, because cameras failed.</source>
            <translation>报告结论将是：验收未通过，因为有采集设备不合格。</translation>
        </message>
        <message>
            <source>The report will say: not accepted yet, because checks are open or not tested.</source>
            <translation>报告结论将是：尚未验收通过，因为有检查项未完成或未测试。</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>Rules of this site</source>
            <translation>本站点的验收规则</translation>
        </message>
        <message>
            <source>A camera passes when all of this was seen and judged. 0 switches a rule off.</source>
            <translation>以下各项都出现并经人工判定后，采集设备才算合格。0 表示不检查该项。</translation>
        </message>
        <message>
            <source>Correct recognitions</source>
            <translation>正确识别次数</translation>
        </message>
        <message>
            <source>Different people among them</source>
            <translation>其中不同人员数</translation>
        </message>
        <message>
            <source>Wrong matches allowed</source>
            <translation>允许的误识别次数</translation>
        </message>
        <message>
            <source>Unregistered people seen as strangers</source>
            <translation>未注册人员被识别为陌生人的次数</translation>
        </message>
        <message>
            <source>Smallest face, pixels wide</source>
            <translation>最小人脸宽度（像素）</translation>
        </message>
        <message>
            <source>Slowest event, seconds after capture</source>
            <translation>最慢事件（抓拍后秒数）</translation>
        </message>
        <message>
            <source>Lowest score</source>
            <translation>最低得分</translation>
        </message>
        <message>
            <source>No right match below the box's threshold</source>
            <translation>正确识别的得分不得低于盒子的匹配阈值</translation>
        </message>
        <message>
            <source>Defaults</source>
            <translation>默认值</translation>
        </message>
        <message>
            <source>Put the rules, not the people, back to how they came</source>
            <translation>规则恢复默认值，人员不变</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>0 switches this rule off</source>
            <translation>0 表示不检查该项</translation>
        </message>
        <message>
            <source>do not keep my pictures</source>
            <translation>不保留我的照片</translation>
        </message>
        <message>
            <source>Test people</source>
            <translation>测试人员</translation>
        </message>
        <message>
            <source>Add person</source>
            <translation>添加人员</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Remove the chosen person from the list</source>
            <translation>从列表中移除所选人员</translation>
        </message>
        <message>
            <source>Name as registered</source>
            <translation>注册姓名</translation>
        </message>
        <message>
            <source>Person ID</source>
            <translation>人员ID</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>图片</translation>
        </message>
    </context>
    <context>
        <name>Score</name>
        <message>
            <source>The box sent no score</source>
            <translation>盒子未上报得分</translation>
        </message>
        <message>
            <source>The box does not say on which scale; sent was {score}</source>
            <translation>盒子未说明分制，上报值为 {score}</translation>
        </message>
        <message>
            <source>{score} on a scale from 0 to 1</source>
            <translation>{score}（0–1 分制）</translation>
        </message>
        <message>
            <source>{score} of 100; the box's threshold is not known</source>
            <translation>{score}（百分制），匹配阈值未知</translation>
        </message>
        <message>
            <source>{score} of 100, {distance} below the box's threshold {threshold}</source>
            <translation>{score}，低于匹配阈值 {threshold}，差 {distance}</translation>
        </message>
        <message>
            <source>{score} of 100, {distance} above the box's threshold {threshold}</source>
            <translation>{score}，高于匹配阈值 {threshold}，超出 {distance}</translation>
        </message>
        <message>
            <source>The box does not say on which scale</source>
            <translation>盒子未说明分制</translation>
        </message>
        <message>
            <source>threshold {value}</source>
            <translation>匹配阈值 {value}</translation>
        </message>
        <message>
            <source>Score</source>
            <translation>得分</translation>
        </message>
    </context>
    <context>
        <name>Scores</name>
        <message>
            <source>How often</source>
            <translation>次数</translation>
        </message>
        <message>
            <source>Taken for</source>
            <translation>识别为</translation>
        </message>
        <message>
            <source>Really</source>
            <translation>实际为</translation>
        </message>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>{really} taken for {seen}: {n}×. Click to see the newest event, again for the one before.</source>
            <translation>{really} 被识别为 {seen}：{n} 次。点击查看最新事件，再次点击查看前一个。</translation>
        </message>
        <message>
            <source>SCORES · {name}</source>
            <translation>得分 · {name}</translation>
        </message>
        <message>
            <source>all cameras</source>
            <translation>全部采集设备</translation>
        </message>
        <message>
            <source>percent ({n})</source>
            <translation>百分制（{n}）</translation>
        </message>
        <message>
            <source>0 to 1 ({n})</source>
            <translation>0 到 1（{n}）</translation>
        </message>
        <message>
            <source>scale unknown ({n})</source>
            <translation>刻度未知（{n}）</translation>
        </message>
        <message>
            <source>Score, percent</source>
            <translation>得分（百分制）</translation>
        </message>
        <message>
            <source>Score, 0 to 1</source>
            <translation>得分（0 到 1）</translation>
        </message>
        <message>
            <source>Score as sent, scale unknown</source>
            <translation>得分（原始值，刻度未知）</translation>
        </message>
        <message>
            <source>events</source>
            <translation>事件数</translation>
        </message>
        <message>
            <source>right</source>
            <translation>正确</translation>
        </message>
        <message>
            <source>wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>not judged</source>
            <translation>未判定</translation>
        </message>
        <message>
            <source>Matches: {matches}, strangers: {strangers}</source>
            <translation>匹配：{matches}，陌生人：{strangers}</translation>
        </message>
        <message>
            <source>{low} to below {high}</source>
            <translation>{low} 至 {high}（不含）</translation>
        </message>
        <message>
            <source>threshold {value} (box)</source>
            <translation>匹配阈值 {value}（盒子）</translation>
        </message>
        <message>
            <source>{low}–{high} %</source>
            <translation>{low}–{high} %</translation>
        </message>
        <message>
            <source>At {at}: {lost} of {right} right matches lost ({lost_share}); no wrong match was judged</source>
            <translation>阈值 {at}：正确匹配 {right} 个中漏掉 {lost} 个（{lost_share}）；没有判定为错误的匹配</translation>
        </message>
        <message>
            <source>At {at}: {let_in} of {wrong} wrong matches let in ({let_in_share}); no right match was judged</source>
            <translation>阈值 {at}：错误匹配 {wrong} 个中放行 {let_in} 个（{let_in_share}）；没有判定为正确的匹配</translation>
        </message>
        <message>
            <source>At {at}: {lost} of {right} right matches lost ({lost_share}), {let_in} of {wrong} wrong ones let in ({let_in_share})</source>
            <translation>阈值 {at}：正确匹配 {right} 个中漏掉 {lost} 个（{lost_share}），错误匹配 {wrong} 个中放行 {let_in} 个（{let_in_share}）</translation>
        </message>
        <message>
            <source>{n} of {all} strangers who should have been recognised lie below the line</source>
            <translation>应被识别的陌生人 {all} 个中有 {n} 个低于该线</translation>
        </message>
        <message>
            <source>{n} of {all} rightly unrecognised strangers reach it</source>
            <translation>正确未识别的陌生人 {all} 个中有 {n} 个达到该线</translation>
        </message>
        <message>
            <source>{n} of {all} rightly unrecognised strangers reach the line</source>
            <translation>正确未识别的陌生人 {all} 个中有 {n} 个达到该线</translation>
        </message>
        <message>
            <source>{first}, {second}</source>
            <translation>{first}，{second}</translation>
        </message>
        <message>
            <source>The box does not say on which scale these scores are: no threshold can be drawn here</source>
            <translation>盒子未说明这些得分的刻度，因此无法画出阈值</translation>
        </message>
        <message>
            <source>{n} of {needed} verdicts on matches needed to say what a threshold would do</source>
            <translation>匹配结果已判定 {n} 个，满 {needed} 个才能说明阈值的效果</translation>
        </message>
        <message>
            <source>No scores yet: the box sent none with its events here ({n}).</source>
            <translation>暂无得分：此处的事件（{n} 个）中盒子未发送得分。</translation>
        </message>
        <message>
            <source>No scores yet: they come with the first recognition at this camera.</source>
            <translation>暂无得分：此采集设备首次识别后显示。</translation>
        </message>
        <message>
            <source>No scores yet: they come with the first recognition.</source>
            <translation>暂无得分：首次识别后显示。</translation>
        </message>
        <message>
            <source>All judged events, and those not judged among the newest {n}</source>
            <translation>全部已判定事件，以及最新 {n} 个事件中未判定的事件</translation>
        </message>
        <message>
            <source>somebody else</source>
            <translation>其他人</translation>
        </message>
        <message>
            <source>Who is confused with whom</source>
            <translation>谁被误认为谁</translation>
        </message>
        <message>
            <source>SCORES</source>
            <translation>得分</translation>
        </message>
        <message>
            <source>Scores by verdict</source>
            <translation>按判定结果的得分分布</translation>
        </message>
        <message>
            <source>What if:</source>
            <translation>假设：</translation>
        </message>
        <message>
            <source>What if the threshold were</source>
            <translation>假设阈值为</translation>
        </message>
        <message>
            <source>A question only: no box is changed</source>
            <translation>仅作假设，不会更改任何盒子</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Language and colours</source>
            <translation>语言与颜色</translation>
        </message>
        <message>
            <source>Receiver</source>
            <translation>接收器</translation>
        </message>
        <message>
            <source>What is kept, and how long</source>
            <translation>保存内容与期限</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>通知</translation>
        </message>
        <message>
            <source>Tones and quiet hours</source>
            <translation>提示音与免打扰时段</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>浅色或深色</translation>
        </message>
        <message>
            <source>Port of the receiver</source>
            <translation>接收器端口</translation>
        </message>
        <message>
            <source>Network cards to listen on</source>
            <translation>监听的网卡</translation>
        </message>
        <message>
            <source>Keep pictures</source>
            <translation>照片保留时间</translation>
        </message>
        <message>
            <source>Keep pictures of strangers</source>
            <translation>陌生人照片保留时间</translation>
        </message>
        <message>
            <source>Keep records</source>
            <translation>记录保留时间</translation>
        </message>
        <message>
            <source>Room for pictures</source>
            <translation>照片占用空间上限</translation>
        </message>
        <message>
            <source>When a box goes offline or comes back</source>
            <translation>盒子离线或恢复在线时</translation>
        </message>
        <message>
            <source>When somebody on a blacklist is recognised</source>
            <translation>识别到黑名单人员时</translation>
        </message>
        <message>
            <source>When storage runs out</source>
            <translation>存储空间不足时</translation>
        </message>
        <message>
            <source>Tone with a notification</source>
            <translation>通知提示音</translation>
        </message>
        <message>
            <source>Tones of the walk test</source>
            <translation>走动测试提示音</translation>
        </message>
        <message>
            <source>Quiet hours from</source>
            <translation>免打扰开始时间</translation>
        </message>
        <message>
            <source>Quiet hours until</source>
            <translation>免打扰结束时间</translation>
        </message>
        <message>
            <source>The language of the window. Reports and exports ask for theirs. At once.</source>
            <translation>窗口使用的语言。报告和导出另行选择。立即生效。</translation>
        </message>
        <message>
            <source>Colours of the window, or those of the system as they change. At once.</source>
            <translation>窗口的颜色，或随系统变化。立即生效。</translation>
        </message>
        <message>
            <source>Where boxes send their messages. Boxes that report here must be told the new one. From the next start on.</source>
            <translation>盒子向此端口发送消息。已向本机上报的盒子需要改用新端口。下次启动时生效。</translation>
        </message>
        <message>
            <source>The receiver always listens on this computer and towards every box of the site; here it listens in addition. Ticked: at once. Unticked: from the next start on.</source>
            <translation>接收器始终监听本机以及通往各盒子的地址；勾选的地址另外监听。勾选立即生效，取消勾选在下次启动时生效。</translation>
        </message>
        <message>
            <source>Older pictures are removed, records stay. A site may have times of its own. At once.</source>
            <translation>更早的照片会被删除，记录保留。站点可以另设期限。立即生效。</translation>
        </message>
        <message>
            <source>Faces of people whom the box does not know go earlier than others. At once.</source>
            <translation>盒子不认识的人的照片比其他照片更早删除。立即生效。</translation>
        </message>
        <message>
            <source>Who was recognised when, and the health of the boxes, without pictures. At once.</source>
            <translation>何时识别了谁，以及盒子的运行状态，不含照片。立即生效。</translation>
        </message>
        <message>
            <source>When all pictures together take more, the oldest scenes go first and judged events last. Automatic is 10 GB or a tenth of the free disk, the smaller. At once.</source>
            <translation>照片总量超过上限时，先删除最早的场景照片，最后才删除已判定的事件。自动为 10 GB 与可用磁盘的十分之一中较小者。立即生效。</translation>
        </message>
        <message>
            <source>A notification of the desktop. Boxes that go at the same time are told of together. At once.</source>
            <translation>桌面通知。同时离线的盒子合并为一条。立即生效。</translation>
        </message>
        <message>
            <source>A notification with the camera, without the name. Repeats within a minute are left out. At once.</source>
            <translation>通知中只有采集设备，没有姓名。一分钟内的重复不再通知。立即生效。</translation>
        </message>
        <message>
            <source>This computer's disk is full, or a box's storage is over 90 %. At once.</source>
            <translation>这台电脑的磁盘已满，或盒子的存储超过 90%。立即生效。</translation>
        </message>
        <message>
            <source>Off by default: a site is no place for surprises. At once.</source>
            <translation>默认关闭，以免在现场惊扰他人。立即生效。</translation>
        </message>
        <message>
            <source>One tone for a match, another for a stranger, so that one person can walk the site. At once.</source>
            <translation>匹配与陌生人使用不同提示音，一个人即可走完现场。立即生效。</translation>
        </message>
        <message>
            <source>From then on no tones and no notifications; what happens is told in one when the hours end. At once.</source>
            <translation>从该时间起没有提示音和通知；期间发生的情况在结束时合并为一条通知。立即生效。</translation>
        </message>
        <message>
            <source>The same time as the beginning: no quiet hours. At once.</source>
            <translation>与开始时间相同则没有免打扰时段。立即生效。</translation>
        </message>
        <message>
            <source>days</source>
            <translation>天</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>小时</translation>
        </message>
        <message>
            <source>MB</source>
            <translation>MB</translation>
        </message>
        <message>
            <source>Automatic</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>no</source>
            <translation>否</translation>
        </message>
        <message>
            <source>none</source>
            <translation>无</translation>
        </message>
        <message>
            <source>Default: {value}</source>
            <translation>默认：{value}</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>重置</translation>
        </message>
        <message>
            <source>Back to the default</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>Reset: {setting}</source>
            <translation>重置：{setting}</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Search the settings</source>
            <translation>搜索设置</translation>
        </message>
        <message>
            <source>No setting has these words. Clear the search to see all.</source>
            <translation>没有包含这些文字的设置。清空搜索可查看全部。</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>全部重置</translation>
        </message>
        <message>
            <source>Every setting back to its default; sites and boxes stay</source>
            <translation>所有设置恢复默认值；站点和盒子不变</translation>
        </message>
        <message>
            <source>Open the folder with settings.toml</source>
            <translation>打开 settings.toml 所在文件夹</translation>
        </message>
        <message>
            <source>The same settings as a text file, with your comments</source>
            <translation>同样的设置，文本文件形式，可保留您的注释</translation>
        </message>
    </context>
    <context>
        <name>SignOff</name>
        <message>
            <source>Camera</source>
            <translation>采集设备</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>事件</translation>
        </message>
        <message>
            <source>Same / wrong / unsure</source>
            <translation>一致 / 错误 / 不确定</translation>
        </message>
        <message>
            <source>Checked</source>
            <translation>检查进度</translation>
        </message>
        <message>
            <source>People</source>
            <translation>人员</translation>
        </message>
        <message>
            <source>Wrong rate</source>
            <translation>错误率</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>Backlight</source>
            <translation>逆光</translation>
        </message>
        <message>
            <source>Mask</source>
            <translation>口罩</translation>
        </message>
        <message>
            <source>Glasses</source>
            <translation>眼镜</translation>
        </message>
        <message>
            <source>Side view</source>
            <translation>侧脸</translation>
        </message>
        <message>
            <source>Night</source>
            <translation>夜间</translation>
        </message>
        <message>
            <source>No camera is known yet</source>
            <translation>尚无采集设备</translation>
        </message>
        <message>
            <source>{passed} of {all} cameras passed</source>
            <translation>{all} 个采集设备中 {passed} 个合格</translation>
        </message>
        <message>
            <source>{count} failed</source>
            <translation>{count} 个不合格</translation>
        </message>
        <message>
            <source>{count} open</source>
            <translation>{count} 个未完成</translation>
        </message>
        <message>
            <source>{count} not tested</source>
            <translation>{count} 个未测试</translation>
        </message>
        <message>
            <source>{count} correct</source>
            <translation>正确 {count} 次</translation>
        </message>
        <message>
            <source>{count} people</source>
            <translation>{count} 人</translation>
        </message>
        <message>
            <source>{count} wrong allowed</source>
            <translation>允许误识别 {count} 次</translation>
        </message>
        <message>
            <source>no wrong match</source>
            <translation>无误识别</translation>
        </message>
        <message>
            <source>off</source>
            <translation>不检查</translation>
        </message>
        <message>
            <source>1 unregistered person seen as stranger</source>
            <translation>1 名未注册人员被识别为陌生人</translation>
        </message>
        <message>
            <source>{count} unregistered people seen as strangers</source>
            <translation>{count} 名未注册人员被识别为陌生人</translation>
        </message>
        <message>
            <source>{seconds} s after capture</source>
            <translation>抓拍后 {seconds} 秒</translation>
        </message>
        <message>
            <source>Each camera needs</source>
            <translation>每个采集设备需要</translation>
        </message>
        <message>
            <source>Stranger check</source>
            <translation>陌生人检查</translation>
        </message>
        <message>
            <source>Smallest face</source>
            <translation>最小人脸</translation>
        </message>
        <message>
            <source>{count} px</source>
            <translation>{count} 像素</translation>
        </message>
        <message>
            <source>Slowest event</source>
            <translation>最慢事件</translation>
        </message>
        <message>
            <source>Lowest score</source>
            <translation>最低得分</translation>
        </message>
        <message>
            <source>the box's threshold</source>
            <translation>盒子的匹配阈值</translation>
        </message>
        <message>
            <source>Passed</source>
            <translation>合格</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>不合格</translation>
        </message>
        <message>
            <source>Not seen yet</source>
            <translation>尚无事件</translation>
        </message>
        <message>
            <source>Not judged yet</source>
            <translation>尚未判定</translation>
        </message>
        <message>
            <source>{count} more to go</source>
            <translation>还差 {count} 次</translation>
        </message>
        <message>
            <source>People missing: {count}</source>
            <translation>还差 {count} 人</translation>
        </message>
        <message>
            <source>Stranger missing</source>
            <translation>缺陌生人</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Face size unknown</source>
            <translation>人脸大小未知</translation>
        </message>
        <message>
            <source>Clock not measured</source>
            <translation>时钟未测得</translation>
        </message>
        <message>
            <source>Score scale unknown</source>
            <translation>得分范围未知</translation>
        </message>
        <message>
            <source>Threshold unknown</source>
            <translation>匹配阈值未知</translation>
        </message>
        <message>
            <source>1 person</source>
            <translation>1 人</translation>
        </message>
        <message>
            <source>{n} people</source>
            <translation>{n} 人</translation>
        </message>
        <message>
            <source>{camera} passed</source>
            <translation>{camera} 合格</translation>
        </message>
        <message>
            <source>{camera} failed</source>
            <translation>{camera} 不合格</translation>
        </message>
        <message>
            <source>{camera} is open</source>
            <translation>{camera} 未完成</translation>
        </message>
        <message>
            <source>{camera} is not tested</source>
            <translation>{camera} 未测试</translation>
        </message>
        <message>
            <source>No event has come from this camera. Walk past it, or find out why none comes.</source>
            <translation>该采集设备没有传来任何事件。请从它前面走过，或查明没有事件的原因。</translation>
        </message>
        <message>
            <source>Events that wait to be judged: {count}. On Live, press Y, N or U.</source>
            <translation>等待判定的事件：{count} 个。请在“实时识别”页按 Y、N 或 U。</translation>
        </message>
        <message>
            <source>Registered people taken for strangers: {count}. Look at their pictures.</source>
            <translation>已注册人员被当作陌生人：{count} 次。请检查其注册照片。</translation>
        </message>
        <message>
            <source>Every rule of this site holds.</source>
            <translation>本站点的各项规则均已满足。</translation>
        </message>
        <message>
            <source>{count} of {all} judged matches show another person. This usually helps: a registered picture that is sharp and straight, a larger face, or a higher threshold on the box.</source>
            <translation>已判定的 {all} 次识别中有 {count} 次不是同一人。通常有效的办法：更换清晰端正的注册照片、让人脸更大，或提高盒子的匹配阈值。</translation>
        </message>
        <message>
            <source>The smallest face is {done} px wide, {needed} px are needed: move the camera closer, use a longer lens or raise the snapshot size.</source>
            <translation>最小人脸宽 {done} 像素，要求 {needed} 像素：请把采集设备移近、换更长焦的镜头，或调大抓拍尺寸。</translation>
        </message>
        <message>
            <source>The slowest event came {done} s after capture, {needed} s are allowed: look at the box's load and at the network between here and the box.</source>
            <translation>最慢事件在抓拍后 {done} 秒到达，允许 {needed} 秒：请检查盒子负载以及本机与盒子之间的网络。</translation>
        </message>
        <message>
            <source>A right match scored {done}, below the box's threshold {needed}: register a better picture, or improve the light at the camera.</source>
            <translation>有一次正确识别得分为 {done}，低于盒子的匹配阈值 {needed}：请更换更好的注册照片，或改善采集设备处的光线。</translation>
        </message>
        <message>
            <source>Correct recognitions still needed: {count}.</source>
            <translation>还需正确识别：{count} 次。</translation>
        </message>
        <message>
            <source>Different people still needed: {count}.</source>
            <translation>还需不同人员：{count} 人。</translation>
        </message>
        <message>
            <source>An unregistered person has to be seen as a stranger, and judged so.</source>
            <translation>还需一名未注册人员被识别为陌生人，并经判定。</translation>
        </message>
        <message>
            <source>Wrong matches: not tested yet.</source>
            <translation>误识别：尚未测试。</translation>
        </message>
        <message>
            <source>The box does not say how large the faces are.</source>
            <translation>盒子没有给出人脸大小。</translation>
        </message>
        <message>
            <source>Smallest face: more events have to be judged.</source>
            <translation>最小人脸：还需判定更多事件。</translation>
        </message>
        <message>
            <source>The box's clock could not be measured, so nobody knows how fast the events come.</source>
            <translation>盒子的时钟无法测得，因此不知道事件到达有多快。</translation>
        </message>
        <message>
            <source>Slowest event: more events have to be judged.</source>
            <translation>最慢事件：还需判定更多事件。</translation>
        </message>
        <message>
            <source>The box does not say on which scale its scores are.</source>
            <translation>盒子没有说明得分的范围。</translation>
        </message>
        <message>
            <source>The box's threshold is not known, so scores cannot be held against it.</source>
            <translation>盒子的匹配阈值未知，无法与得分比较。</translation>
        </message>
        <message>
            <source>Lowest score: more events have to be judged.</source>
            <translation>最低得分：还需判定更多事件。</translation>
        </message>
        <message>
            <source>Tried here:</source>
            <translation>此处已试：</translation>
        </message>
        <message>
            <source>Judge on Live</source>
            <translation>去“实时识别”页判定</translation>
        </message>
        <message>
            <source>Open Live with this camera only</source>
            <translation>打开“实时识别”页，只显示该采集设备</translation>
        </message>
        <message>
            <source>Who was it?</source>
            <translation>实际是谁？</translation>
        </message>
        <message>
            <source>Say who the wrong match showed in truth</source>
            <translation>指明误识别的人实际是谁</translation>
        </message>
        <message>
            <source>Somebody who is not registered</source>
            <translation>未注册的人</translation>
        </message>
        <message>
            <source>Faces of the events</source>
            <translation>事件的人脸</translation>
        </message>
        <message>
            <source>score {score}</source>
            <translation>得分 {score}</translation>
        </message>
        <message>
            <source>face {size} px</source>
            <translation>人脸 {size} 像素</translation>
        </message>
        <message>
            <source>really {name}</source>
            <translation>实际为 {name}</translation>
        </message>
        <message>
            <source>Inspector</source>
            <translation>验收人</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>您的姓名</translation>
        </message>
        <message>
            <source>Stands beside each verdict and in the report</source>
            <translation>显示在每次判定旁和报告中</translation>
        </message>
        <message>
            <source>Judged events that name no camera of this site, and count for none: {count}.</source>
            <translation>已判定但不属于本站点任何采集设备、不计入的事件：{count} 个。</translation>
        </message>
        <message>
            <source>Sign-off</source>
            <translation>验收</translation>
        </message>
        <message>
            <source>Acceptance of {site}</source>
            <translation>{site} 验收</translation>
        </message>
        <message>
            <source>Rules…</source>
            <translation>规则…</translation>
        </message>
        <message>
            <source>What each camera has to show, and who walks past</source>
            <translation>每个采集设备须满足什么，以及由谁来走动测试</translation>
        </message>
        <message>
            <source>Send test photo…</source>
            <translation>发送测试照片…</translation>
        </message>
        <message>
            <source>Let the box recognise a photo, without any door</source>
            <translation>让盒子识别一张照片，不会开门</translation>
        </message>
        <message>
            <source>Make report…</source>
            <translation>生成报告…</translation>
        </message>
        <message>
            <source>Acceptance report as a sealed PDF</source>
            <translation>带签名的 PDF 验收报告</translation>
        </message>
        <message>
            <source>Cameras and their checks</source>
            <translation>采集设备及其检查项</translation>
        </message>
    </context>
    <context>
        <name>Site</name>
        <message>
            <source>No events: {reason}</source>
            <translation>无事件：{reason}</translation>
        </message>
        <message>
            <source>Event stream: {reason}</source>
            <translation>事件流：{reason}</translation>
        </message>
        <message>
            <source>Waiting for the first sign of life</source>
            <translation>等待首次上报</translation>
        </message>
        <message>
            <source>No heartbeat</source>
            <translation>无心跳</translation>
        </message>
        <message>
            <source>No heartbeat for {age}</source>
            <translation>无心跳 {age}</translation>
        </message>
        <message>
            <source>Abnormal: the box does not say why</source>
            <translation>异常：盒子未说明原因</translation>
        </message>
        <message>
            <source>Abnormal: {text}</source>
            <translation>异常：{text}</translation>
        </message>
        <message>
            <source>CPU</source>
            <translation>CPU</translation>
        </message>
        <message>
            <source>Memory</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Disk</source>
            <translation>硬盘</translation>
        </message>
        <message>
            <source>Last heartbeat: {time}</source>
            <translation>最后心跳：{time}</translation>
        </message>
        <message>
            <source>Address: {address}</source>
            <translation>地址：{address}</translation>
        </message>
        <message>
            <source>Last event: {time}</source>
            <translation>最后事件：{time}</translation>
        </message>
        <message>
            <source>Id: {id}</source>
            <translation>ID：{id}</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>在线</translation>
        </message>
        <message>
            <source>Late</source>
            <translation>延迟</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>离线</translation>
        </message>
        <message>
            <source>Not heard yet</source>
            <translation>未上报</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>Gate</source>
            <translation>闸机</translation>
        </message>
        <message>
            <source>Snapshot</source>
            <translation>抓拍机</translation>
        </message>
        <message>
            <source>IPC</source>
            <translation>IPC</translation>
        </message>
        <message>
            <source>Access</source>
            <translation>门禁</translation>
        </message>
        <message>
            <source>Picture stream</source>
            <translation>图片流</translation>
        </message>
        <message>
            <source>RTSP</source>
            <translation>RTSP</translation>
        </message>
        <message>
            <source>File</source>
            <translation>本地文件</translation>
        </message>
        <message>
            <source>GB28181</source>
            <translation>国标流</translation>
        </message>
        <message>
            <source>ID card</source>
            <translation>人证核验</translation>
        </message>
        <message>
            <source>SE3 software</source>
            <translation>SE3 软件</translation>
        </message>
        <message>
            <source>V5 software</source>
            <translation>V5 软件</translation>
        </message>
        <message>
            <source>V5.7 software</source>
            <translation>V5.7 软件</translation>
        </message>
        <message>
            <source>V6 software</source>
            <translation>V6 软件</translation>
        </message>
        <message>
            <source>Mem</source>
            <translation>内存</translation>
        </message>
        <message>
            <source>Name of the box</source>
            <translation>盒子名称</translation>
        </message>
    </context>
    <context>
        <name>SiteMenu</name>
        <message>
            <source>Rename this site</source>
            <translation>重命名本站点</translation>
        </message>
        <message>
            <source>New site</source>
            <translation>新站点</translation>
        </message>
        <message>
            <source>Name of the site. The window closes and opens again with that site.</source>
            <translation>站点名称。窗口会关闭，然后以该站点重新打开。</translation>
        </message>
        <message>
            <source>“{name}” cannot be a site's name: no slashes or colons, not empty.</source>
            <translation>“{name}”不能作为站点名称：不能有斜杠或冒号，不能为空。</translation>
        </message>
        <message>
            <source>There is already a site “{name}”. Choose another name.</source>
            <translation>已有站点“{name}”。请换一个名称。</translation>
        </message>
        <message>
            <source>Save the site as a file</source>
            <translation>将站点保存为文件</translation>
        </message>
        <message>
            <source>Open a site file</source>
            <translation>打开站点文件</translation>
        </message>
        <message>
            <source>Sites (*{suffix})</source>
            <translation>站点 (*{suffix})</translation>
        </message>
        <message>
            <source>The site could not be saved as {file}: {reason}.</source>
            <translation>站点无法保存为 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} could not be opened: {reason}.</source>
            <translation>无法打开 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} was saved by a newer Sophon Monitor. Update this program.</source>
            <translation>{file} 由更新版本的 Sophon Monitor 保存。请更新本程序。</translation>
        </message>
        <message>
            <source>{file} is too large to be a site file.</source>
            <translation>{file} 太大，不是站点文件。</translation>
        </message>
        <message>
            <source>{file} is damaged ({part}). Save it anew on the other computer.</source>
            <translation>{file} 已损坏（{part}）。请在另一台电脑上重新保存。</translation>
        </message>
        <message>
            <source>{file} is not a site file of Sophon Monitor.</source>
            <translation>{file} 不是 Sophon Monitor 的站点文件。</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>站点</translation>
        </message>
        <message>
            <source>Rename this site…</source>
            <translation>重命名本站点…</translation>
        </message>
        <message>
            <source>Save the site as a file…</source>
            <translation>将站点保存为文件…</translation>
        </message>
        <message>
            <source>Open a site file…</source>
            <translation>打开站点文件…</translation>
        </message>
        <message>
            <source>New site…</source>
            <translation>新站点…</translation>
        </message>
    </context>
    <context>
        <name>SitePanel</name>
        <message>
            <source>Filter boxes and cameras</source>
            <translation>筛选盒子和采集设备</translation>
        </message>
        <message>
            <source>Name, address or serial number (Ctrl+F)</source>
            <translation>名称、地址或 S/N（Ctrl+F）</translation>
        </message>
        <message>
            <source>Show the whole site on every page</source>
            <translation>各页面均显示整个站点</translation>
        </message>
        <message>
            <source>Boxes and cameras of the site</source>
            <translation>站点的盒子和采集设备</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>移除</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>保留</translation>
        </message>
        <message>
            <source>Site</source>
            <translation>站点</translation>
        </message>
        <message numerus="yes">
            <source>%n boxes</source>
            <translation>
                <numerusform>%n 个盒子</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n cameras</source>
            <translation>
                <numerusform>%n 台采集设备</numerusform>
            </translation>
        </message>
        <message>
            <source>Whole site: {boxes}, {cameras}</source>
            <translation>整个站点：{boxes}，{cameras}</translation>
        </message>
        <message>
            <source>Nothing here matches “{text}”. Escape shows all again.</source>
            <translation>没有与“{text}”匹配的项目，按 Esc 键显示全部。</translation>
        </message>
        <message>
            <source>No boxes yet. Find them (Ctrl+Shift+F) or add one by its address (Ctrl+N).</source>
            <translation>还没有盒子。请查找（Ctrl+Shift+F）或按地址添加（Ctrl+N）。</translation>
        </message>
        <message>
            <source>Details, note, addresses…</source>
            <translation>详情、备注、地址…</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>重命名</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>复制地址</translation>
        </message>
        <message>
            <source>Open its web page</source>
            <translation>打开其网页</translation>
        </message>
        <message>
            <source>Send its heartbeats here…</source>
            <translation>让其状态上报到本机…</translation>
        </message>
        <message>
            <source>No events? Find out why</source>
            <translation>没有事件？查找原因</translation>
        </message>
        <message>
            <source>Try a recognition…</source>
            <translation>试一次识别…</translation>
        </message>
        <message>
            <source>Remove from the site…</source>
            <translation>从站点移除…</translation>
        </message>
        <message>
            <source>Copy name</source>
            <translation>复制名称</translation>
        </message>
        <message>
            <source>Remove {name} from the site? Its events and heartbeats stay in the archive.</source>
            <translation>要从站点移除 {name} 吗？其事件和心跳仍保留在存档中。</translation>
        </message>
    </context>
    <context>
        <name>Siting</name>
        <message>
            <source>{lens} mm (the rule gives {focal} mm)</source>
            <translation>{lens} mm（按规则为 {focal} mm）</translation>
        </message>
        <message>
            <source>{height} m above the floor</source>
            <translation>离地 {height} m</translation>
        </message>
        <message>
            <source>{angle}° down from level</source>
            <translation>下倾 {angle}°</translation>
        </message>
        <message>
            <source>0°, straight from the front</source>
            <translation>0°，正对</translation>
        </message>
        <message>
            <source>{angle}° from the front</source>
            <translation>偏离正面 {angle}°</translation>
        </message>
        <message>
            <source>about {width} m</source>
            <translation>约 {width} m</translation>
        </message>
        <message>
            <source>about {pixels} px of 1920</source>
            <translation>1920 像素中约 {pixels} 像素</translation>
        </message>
        <message>
            <source>A good place: size, height and angles are as the vendor asks.</source>
            <translation>位置合适：人脸大小、高度和角度都符合厂家要求。</translation>
        </message>
        <message>
            <source>Better not like this:</source>
            <translation>不建议这样安装：</translation>
        </message>
        <message>
            <source>Faces are seen from the side (30° or more). Hang it nearer to the way people walk.</source>
            <translation>人脸偏侧（30° 或以上）。请装在更靠近通行路线的位置。</translation>
        </message>
        <message>
            <source>It looks down too steeply (over 13°). Go farther away, or lower.</source>
            <translation>俯视过陡（超过 13°）。请装远一些或低一些。</translation>
        </message>
        <message>
            <source>It hangs higher than 3 m. Hang it lower.</source>
            <translation>高于 3 m。请装低一些。</translation>
        </message>
        <message>
            <source>It hangs lower than 2 m: people in front cover those behind. Hang it higher.</source>
            <translation>低于 2 m：前面的人会挡住后面的人。请装高一些。</translation>
        </message>
        <message>
            <source>It looks too level (under 7°): people in front cover those behind. Hang it higher.</source>
            <translation>过于水平（小于 7°）：前面的人会挡住后面的人。请装高一些。</translation>
        </message>
        <message>
            <source>More than 2.5 m are watched: take a lens of {focal} mm, so that faces are larger.</source>
            <translation>画面宽度超过 2.5 m：请使用 {focal} mm 镜头，使人脸更大。</translation>
        </message>
        <message>
            <source>Little more than a door is watched: take a lens of {focal} mm.</source>
            <translation>画面比一扇门宽不了多少：请使用 {focal} mm 镜头。</translation>
        </message>
        <message>
            <source>Faces will be small (120 px are asked for). Go nearer, or take a longer lens.</source>
            <translation>人脸会偏小（要求 120 像素）。请装近一些，或使用更长焦距的镜头。</translation>
        </message>
        <message>
            <source>Where to put a camera</source>
            <translation>采集设备装在哪里</translation>
        </message>
        <message>
            <source>Measure from the camera to where people are recognised, along the floor.</source>
            <translation>沿地面测量采集设备到识别位置的距离。</translation>
        </message>
        <message>
            <source>Distance</source>
            <translation>距离</translation>
        </message>
        <message>
            <source>Beside the way people walk</source>
            <translation>偏离通行路线</translation>
        </message>
        <message>
            <source>Lens</source>
            <translation>镜头</translation>
        </message>
        <message>
            <source>Lens to take</source>
            <translation>应选镜头</translation>
        </message>
        <message>
            <source>Height</source>
            <translation>高度</translation>
        </message>
        <message>
            <source>Tilt</source>
            <translation>下倾角</translation>
        </message>
        <message>
            <source>From the side</source>
            <translation>水平角</translation>
        </message>
        <message>
            <source>Width watched</source>
            <translation>画面宽度</translation>
        </message>
        <message>
            <source>A face in the video</source>
            <translation>视频中的人脸</translation>
        </message>
        <message>
            <source>Own height</source>
            <translation>自定高度</translation>
        </message>
        <message>
            <source> m</source>
            <translation> m</translation>
        </message>
        <message>
            <source>As recommended</source>
            <translation>按推荐</translation>
        </message>
        <message>
            <source>{lens} mm</source>
            <translation>{lens} mm</translation>
        </message>
        <message>
            <source>Side view of the entrance</source>
            <translation>入口侧视图</translation>
        </message>
        <message>
            <source>After the vendor's rules: 2.8 mm of focal length a metre, 2 to 3 m high, 7° to 13° down, less than 30° from the side, at most 2.5 m wide, 1080p. The size of a face is our estimate. Avoid light from behind.</source>
            <translation>依据厂家规则：每米距离 2.8 mm 焦距，高度 2 至 3 m，下倾 7° 至 13°，水平角小于 30°，宽度不超过 2.5 m，1080p。人脸大小为估算值。请避免逆光。</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>{length} m</source>
            <translation>{length} m</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>The disk of the profile folder {folder} is full. Free some space on it, then start again.</source>
            <translation>配置文件夹 {folder} 所在的磁盘已满。请腾出一些空间，然后重新启动。</translation>
        </message>
        <message>
            <source>The profile folder {folder} cannot be written ({reason}). Choose another one with --profile, or mend its permissions.</source>
            <translation>配置文件夹 {folder} 无法写入（{reason}）。请用 --profile 另选一个，或修正其权限。</translation>
        </message>
        <message>
            <source>{address} is used by {program} (process {pid}). Close that program, or start with --listen {free}.</source>
            <translation>{address} 已被 {program}（进程 {pid}）占用。请关闭该程序，或用 --listen {free} 启动。</translation>
        </message>
        <message>
            <source>{address} is used by {program} (process {pid}). Close that program, or choose another port.</source>
            <translation>{address} 已被 {program}（进程 {pid}）占用。请关闭该程序，或换一个端口。</translation>
        </message>
        <message>
            <source>{address} is used by another program. Close that program, or start with --listen {free}.</source>
            <translation>{address} 已被其他程序占用。请关闭该程序，或用 --listen {free} 启动。</translation>
        </message>
        <message>
            <source>{address} is used by another program. Close that program, or choose another port.</source>
            <translation>{address} 已被其他程序占用。请关闭该程序，或换一个端口。</translation>
        </message>
        <message>
            <source>A purged site cannot be removed ({reason}). Try again.</source>
            <translation>无法移除已清除的站点（{reason}）。请重试。</translation>
        </message>
        <message>
            <source>The file {file} cannot be written. Free some space, or mend its permissions.</source>
            <translation>文件 {file} 无法写入。请腾出一些空间，或修正其权限。</translation>
        </message>
        <message>
            <source>Sophon Monitor is already open with the profile {folder} (process {pid} on {host}), and does not answer. Use that window or end that process, or start with another --profile.</source>
            <translation>Sophon Monitor 已用配置 {folder} 打开（{host} 上的进程 {pid}），但没有响应。请使用那个窗口或结束该进程，或用另一个 --profile 启动。</translation>
        </message>
        <message>
            <source>The screenshot {file} could not be written.</source>
            <translation>无法写入截图 {file}。</translation>
        </message>
        <message>
            <source>The archive of site {site!r} is damaged ({reason}) and cannot be put aside. Nothing was changed.</source>
            <translation>站点 {site!r} 的存档已损坏（{reason}），且无法移到一旁。没有做任何更改。</translation>
        </message>
        <message>
            <source>The archive of site {site!r} was written by a newer version. Update this program or use --site.</source>
            <translation>站点 {site!r} 的存档由更新的版本写入。请更新本程序，或使用 --site。</translation>
        </message>
        <message>
            <source>The archive of site {site!r} cannot be opened: {reason}. Mend the permissions of {folder}, or use another --profile.</source>
            <translation>无法打开站点 {site!r} 的存档：{reason}。请修正 {folder} 的权限，或使用另一个 --profile。</translation>
        </message>
        <message>
            <source>The receiver cannot listen on {address}: {reason}. Choose another address with --listen.</source>
            <translation>接收服务无法监听 {address}：{reason}。请用 --listen 另选一个地址。</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Name your first box</source>
            <translation>添加第一个盒子</translation>
        </message>
        <message>
            <source>Type the address of a Sophon box in this network. Its cameras, its health and each recognition appear here. Nothing is changed on the box.</source>
            <translation>请输入盒子在本网络中的地址。采集设备、运行状态和识别记录会显示在这里，盒子的设置不受影响。</translation>
        </message>
        <message>
            <source>Address of the box, such as 192.168.1.180</source>
            <translation>盒子地址，例如 192.168.1.180</translation>
        </message>
        <message>
            <source>Address of the box</source>
            <translation>盒子地址</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Add this box</source>
            <translation>添加此盒子</translation>
        </message>
        <message>
            <source>Several at once, from a list, with names or other ports</source>
            <translation>一次添加多台，来自列表，带名称或其他端口</translation>
        </message>
        <message>
            <source>Find boxes…</source>
            <translation>查找盒子…</translation>
        </message>
        <message>
            <source>Show me a demo</source>
            <translation>查看演示</translation>
        </message>
        <message>
            <source>No box at hand? See a simulated site, in a window of its own and without the network.</source>
            <translation>手边没有盒子？可在单独的窗口中查看模拟站点，无需联网。</translation>
        </message>
        <message>
            <source>Or let a box report to this computer</source>
            <translation>或让盒子向本机上报</translation>
        </message>
        <message>
            <source>In the box's own page, under System, paste this address into the server URL of the status report or of the event upload. The box then appears here by itself.</source>
            <translation>在盒子管理页面的“系统”菜单中，将此地址填为状态上报或事件上传的服务器接口url，盒子会自动出现。</translation>
        </message>
        <message>
            <source>The receiver is starting…</source>
            <translation>接收服务正在启动…</translation>
        </message>
        <message>
            <source>Address of the receiver</source>
            <translation>接收地址</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>复制</translation>
        </message>
        <message>
            <source>Copy the receiver's address</source>
            <translation>复制接收地址</translation>
        </message>
        <message>
            <source>Which network card faces the boxes?</source>
            <translation>哪块网卡连接盒子？</translation>
        </message>
        <message>
            <source>cable</source>
            <translation>有线</translation>
        </message>
        <message>
            <source>wireless</source>
            <translation>无线</translation>
        </message>
        <message>
            <source>virtual</source>
            <translation>虚拟</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Figures of the site</source>
            <translation>站点统计</translation>
        </message>
        <message numerus="yes">
            <source>{online} of %n boxes online</source>
            <translation>
                <numerusform>{online} / %n 个盒子在线</numerusform>
            </translation>
        </message>
        <message>
            <source>{rate} events/s</source>
            <translation>{rate} 事件/秒</translation>
        </message>
        <message>
            <source>Event → screen {ms} ms</source>
            <translation>事件→显示 {ms} 毫秒</translation>
        </message>
        <message>
            <source>From the last byte of an event to its picture on the screen</source>
            <translation>从收完事件的最后一个字节到图片显示在屏幕上</translation>
        </message>
        <message numerus="yes">
            <source>%n rejected messages</source>
            <translation>
                <numerusform>%n 条消息被拒收</numerusform>
            </translation>
        </message>
        <message>
            <source>Open the message log (Ctrl+L)</source>
            <translation>打开消息日志（Ctrl+L）</translation>
        </message>
        <message numerus="yes">
            <source>%n events kept but not shown</source>
            <translation>
                <numerusform>%n 条事件已存档但未显示</numerusform>
            </translation>
        </message>
        <message>
            <source>They came faster than the screen could show them; they are in the archive.</source>
            <translation>事件到达过快，屏幕来不及显示；这些事件已存档。</translation>
        </message>
        <message>
            <source>Messages understood: {received}
Events kept: {kept}
Seen twice: {duplicates}
From earlier: {late}</source>
            <translation>已识别消息：{received}
已存档事件：{kept}
重复事件：{duplicates}
补报事件：{late}</translation>
        </message>
        <message>
            <source>Archive {size}</source>
            <translation>存档 {size}</translation>
        </message>
        <message>
            <source>Archive {size} · pictures kept {days}, strangers {hours}</source>
            <translation>存档 {size} · 图片保留 {days}，陌生人 {hours}</translation>
        </message>
        <message>
            <source>Pictures: {pictures}</source>
            <translation>图片：{pictures}</translation>
        </message>
        <message>
            <source>Pictures: {pictures} of at most {limit}; the oldest go first</source>
            <translation>图片：{pictures}，上限 {limit}；最早的先删除</translation>
        </message>
        <message>
            <source>{n} days</source>
            <translation>{n} 天</translation>
        </message>
        <message>
            <source>{n} hours</source>
            <translation>{n} 小时</translation>
        </message>
        <message numerus="yes">
            <source>%n days</source>
            <translation>
                <numerusform>%n 天</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hours</source>
            <translation>
                <numerusform>%n 小时</numerusform>
            </translation>
        </message>
        <message>
            <source>Disk full: events are not kept</source>
            <translation>磁盘已满：事件无法存档</translation>
        </message>
        <message>
            <source>Archive cannot be written: events are not kept</source>
            <translation>存档无法写入：事件无法存档</translation>
        </message>
        <message>
            <source>Archive is failing: events are not kept</source>
            <translation>存档出错：事件无法存档</translation>
        </message>
    </context>
    <context>
        <name>Thumbnail</name>
        <message>
            <source>not asked for</source>
            <translation>未请求</translation>
        </message>
        <message>
            <source>not sent</source>
            <translation>未上报</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>为空</translation>
        </message>
        <message>
            <source>damaged</source>
            <translation>已损坏</translation>
        </message>
        <message>
            <source>too large</source>
            <translation>过大</translation>
        </message>
        <message>
            <source>expired</source>
            <translation>已过期</translation>
        </message>
        <message>
            <source>not registered</source>
            <translation>未注册</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Receiver is starting…</source>
            <translation>接收服务正在启动…</translation>
        </message>
        <message>
            <source>Receiving on</source>
            <translation>接收地址</translation>
        </message>
        <message>
            <source>Boxes can send to these addresses. Click to copy.</source>
            <translation>盒子可向这些地址上报，点击即可复制。</translation>
        </message>
        <message>
            <source>{url}  (this computer only)</source>
            <translation>{url}（仅限本机）</translation>
        </message>
        <message>
            <source>Add box</source>
            <translation>添加盒子</translation>
        </message>
        <message>
            <source>Add a box by its address (Ctrl+N)</source>
            <translation>按地址添加盒子（Ctrl+N）</translation>
        </message>
        <message>
            <source>Find boxes…</source>
            <translation>查找盒子…</translation>
        </message>
        <message>
            <source>Search the network for boxes (Ctrl+Shift+F)</source>
            <translation>在网络中搜索盒子（Ctrl+Shift+F）</translation>
        </message>
        <message>
            <source>No events? Find out why</source>
            <translation>没有事件？查找原因</translation>
        </message>
        <message>
            <source>Check step by step why nothing comes from a box; changes nothing on it (Ctrl+D)</source>
            <translation>逐步检查为什么收不到盒子的内容；不改动盒子（Ctrl+D）</translation>
        </message>
        <message>
            <source>Live</source>
            <translation>实时识别</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>运行状态</translation>
        </message>
        <message>
            <source>Sign-off</source>
            <translation>验收</translation>
        </message>
        <message>
            <source>Each camera against the site's rules (Ctrl+3)</source>
            <translation>按站点规则检查每个采集设备（Ctrl+3）</translation>
        </message>
        <message>
            <source>History</source>
            <translation>历史事件</translation>
        </message>
        <message>
            <source>Find any event again (Ctrl+4)</source>
            <translation>查找任意事件（Ctrl+4）</translation>
        </message>
        <message>
            <source>Each recognition as it happens (Ctrl+1)</source>
            <translation>实时显示每次识别（Ctrl+1）</translation>
        </message>
        <message>
            <source>CPU, memory, disk and heartbeats over time (Ctrl+2)</source>
            <translation>CPU、内存、硬盘和心跳的变化（Ctrl+2）</translation>
        </message>
        <message>
            <source>More</source>
            <translation>更多</translation>
        </message>
        <message>
            <source>Site, walk test, privacy, settings, guide and keys</source>
            <translation>站点、走动测试、隐私、设置、指南和按键</translation>
        </message>
        <message>
            <source>Walk test on the whole screen</source>
            <translation>全屏走动测试</translation>
        </message>
        <message>
            <source>Hide all faces</source>
            <translation>隐藏所有人脸</translation>
        </message>
        <message>
            <source>Where to put a camera…</source>
            <translation>采集设备装在哪里…</translation>
        </message>
        <message>
            <source>Privacy and retention…</source>
            <translation>隐私与保留…</translation>
        </message>
        <message>
            <source>Purge…</source>
            <translation>彻底删除…</translation>
        </message>
        <message>
            <source>Is a report unaltered?…</source>
            <translation>检验报告是否被改动…</translation>
        </message>
        <message>
            <source>Message log</source>
            <translation>消息日志</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Ten-minute guide</source>
            <translation>十分钟指南</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>About Sophon Monitor…</source>
            <translation>关于 Sophon Monitor…</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
    </context>
    <context>
        <name>Trial</name>
        <message>
            <source>Choose a photo</source>
            <translation>选择照片</translation>
        </message>
        <message>
            <source>Photos (*.jpg *.jpeg *.png)</source>
            <translation>照片 (*.jpg *.jpeg *.png)</translation>
        </message>
        <message>
            <source>{file} could not be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>has a relay: a pass would open a door</source>
            <translation>带继电器：通过会开门</translation>
        </message>
        <message>
            <source>is a turnstile or a door itself</source>
            <translation>本身就是闸机或门禁</translation>
        </message>
        <message>
            <source>the box does not say whether it has a relay</source>
            <translation>盒子不告知它是否带继电器</translation>
        </message>
        <message>
            <source>has no address</source>
            <translation>没有地址</translation>
        </message>
        <message>
            <source>sends video, no photos</source>
            <translation>发送视频流，不发送照片</translation>
        </message>
        <message>
            <source>This software has no call for a test photo.</source>
            <translation>该软件版本不支持测试照片。</translation>
        </message>
        <message>
            <source>The box does not tell which devices have a relay, so nothing is sent.</source>
            <translation>盒子不告知哪些设备带继电器，因此不发送任何内容。</translation>
        </message>
        <message>
            <source>No device can be used: this software needs one that sends photos and opens no door.</source>
            <translation>没有可用的设备：该软件版本需要一台发送照片且不会开门的设备。</translation>
        </message>
        <message>
            <source>This is no JPEG or PNG picture of at most 5 MB.</source>
            <translation>这不是 JPEG 或 PNG 图片，或超过 5 MB。</translation>
        </message>
        <message>
            <source>Nothing was sent: the device {reason}.</source>
            <translation>没有发送：该设备{reason}。</translation>
        </message>
        <message>
            <source>Not used, because a pass would open a door there (relay): {devices}</source>
            <translation>不使用（带继电器，识别通过会开门）：{devices}</translation>
        </message>
        <message>
            <source>Not used, because they are turnstiles or doors themselves: {devices}</source>
            <translation>不使用（本身就是闸机或门禁）：{devices}</translation>
        </message>
        <message>
            <source>Not used, because the box does not say whether there is a relay: {devices}</source>
            <translation>不使用（盒子没有说明是否带继电器）：{devices}</translation>
        </message>
        <message>
            <source>Not used, because the box tells no address: {devices}</source>
            <translation>不使用（盒子没有给出地址）：{devices}</translation>
        </message>
        <message>
            <source>Not used, because only video comes from there: {devices}</source>
            <translation>不使用（只提供视频流）：{devices}</translation>
        </message>
        <message>
            <source>It is not known yet which software the box runs. Wait for its first message.</source>
            <translation>还不知道盒子运行的软件版本，请等待它的第一条消息。</translation>
        </message>
        <message>
            <source>The box is still starting. Try again in a minute.</source>
            <translation>盒子仍在启动，请一分钟后再试。</translation>
        </message>
        <message>
            <source>This box is no longer part of the site.</source>
            <translation>这台盒子已不在本站点。</translation>
        </message>
        <message>
            <source>The box does not answer, so nothing can be sent.</source>
            <translation>盒子没有应答，无法发送。</translation>
        </message>
        <message>
            <source>The box finds no face in the photo. Take one from the front, well lit.</source>
            <translation>盒子在照片中找不到人脸。请使用正面、光线充足的照片。</translation>
        </message>
        <message>
            <source>The box finds the face too poor: too small, turned, dark or covered.</source>
            <translation>盒子认为人脸质量太差：太小、侧脸、太暗或被遮挡。</translation>
        </message>
        <message>
            <source>The box is outside its arming period (布防时间段) and recognises nobody now.</source>
            <translation>盒子现在不在布防时间段内，不识别任何人。</translation>
        </message>
        <message>
            <source>The box is set to take pictures only; it recognises nobody.</source>
            <translation>盒子设置为仅抓拍；不识别任何人。</translation>
        </message>
        <message>
            <source>The box asks for a living face; a photo cannot pass its liveness check.</source>
            <translation>盒子要求活体检测；照片无法通过。</translation>
        </message>
        <message>
            <source>Nobody is registered on the box.</source>
            <translation>盒子上没有注册任何人员。</translation>
        </message>
        <message>
            <source>The box cannot read this photo.</source>
            <translation>盒子无法读取这张照片。</translation>
        </message>
        <message>
            <source>The box does not know this device as one that sends photos.</source>
            <translation>盒子中没有这个提供图片流的设备。</translation>
        </message>
        <message>
            <source>The box is busy with another photo. Try again in a moment.</source>
            <translation>盒子正在处理另一张照片，请稍后再试。</translation>
        </message>
        <message>
            <source>The box does not answer.</source>
            <translation>盒子没有应答。</translation>
        </message>
        <message>
            <source>The box took the photo and did not answer in time. It may have kept a record.</source>
            <translation>盒子收到了照片，但没有及时应答。可能已留下记录。</translation>
        </message>
        <message>
            <source>The box's answer cannot be read. It may have kept a record.</source>
            <translation>无法读取盒子的应答，盒子可能已留下记录。</translation>
        </message>
        <message>
            <source>The box does not take a test photo: {reason}.</source>
            <translation>盒子不接受测试照片：{reason}。</translation>
        </message>
        <message>
            <source>The box refused it ({code}).</source>
            <translation>盒子拒绝了（{code}）。</translation>
        </message>
        <message>
            <source>Recognised: {name}, score {score}.</source>
            <translation>已识别：{name}，得分 {score}。</translation>
        </message>
        <message>
            <source>Not recognised: best score {score}.</source>
            <translation>未识别：最高得分 {score}。</translation>
        </message>
        <message>
            <source>The event came back after {n} s, from {camera}.</source>
            <translation>事件在 {n} 秒后返回，来自 {camera}。</translation>
        </message>
        <message>
            <source>The event came back after {n} s.</source>
            <translation>事件在 {n} 秒后返回。</translation>
        </message>
        <message>
            <source>in no camera's name</source>
            <translation>不以任何采集设备的名义</translation>
        </message>
        <message>
            <source>This picture cannot be shown.</source>
            <translation>无法显示该图片。</translation>
        </message>
        <message>
            <source>The event has not come back within 10 s.</source>
            <translation>事件在 10 秒内没有返回。</translation>
        </message>
        <message>
            <source>Try a recognition on {box}</source>
            <translation>在 {box} 上试一次识别</translation>
        </message>
        <message>
            <source>The box treats the photo like a person in front of a camera: it leaves a record in its history, which also goes to the customer's server. A pass at a device with a relay opens a door, so such devices are never used.</source>
            <translation>盒子会把照片当作站在采集设备前的人：会在其历史记录中留下一条记录，并上传到客户的服务器。在带继电器的设备上通过会开门，因此绝不使用这类设备。</translation>
        </message>
        <message>
            <source>SENT</source>
            <translation>已发送</translation>
        </message>
        <message>
            <source>REGISTERED</source>
            <translation>注册照片</translation>
        </message>
        <message>
            <source>Photo that is sent: {file}</source>
            <translation>要发送的照片：{file}</translation>
        </message>
        <message>
            <source>Photo that is sent</source>
            <translation>要发送的照片</translation>
        </message>
        <message>
            <source>Registered picture</source>
            <translation>注册照片</translation>
        </message>
        <message>
            <source>Choose a photo…</source>
            <translation>选择照片…</translation>
        </message>
        <message>
            <source>Send it</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>In whose name the photo is sent</source>
            <translation>以哪个设备的名义发送照片</translation>
        </message>
        <message>
            <source>I know that it leaves a record on the box</source>
            <translation>我知道这会在盒子上留下记录</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>发送</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Choose a photo, or drop one here</source>
            <translation>请选择照片，或拖放到这里</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>正在发送…</translation>
        </message>
        <message>
            <source>Asking the box for its devices…</source>
            <translation>正在向盒子查询其设备…</translation>
        </message>
        <message>
            <source>Waiting for the event to come back…</source>
            <translation>正在等待事件返回…</translation>
        </message>
        <message>
            <source>The registered picture comes with the answer</source>
            <translation>注册照片随应答返回</translation>
        </message>
        <message>
            <source>The box sent no registered picture</source>
            <translation>盒子没有返回注册照片</translation>
        </message>
    </context>
    <context>
        <name>Trouble</name>
        <message>
            <source>Make a support bundle…</source>
            <translation>生成诊断包…</translation>
        </message>
        <message>
            <source>The program crashed last time. A support bundle tells its makers why.</source>
            <translation>程序上次崩溃了。诊断包会告诉开发者原因。</translation>
        </message>
        <message>
            <source>The program did not end in order last time: it was killed, or the computer went off. Nothing that was kept is lost.</source>
            <translation>程序上次没有正常结束：被强行终止，或电脑断电。已保存的内容没有丢失。</translation>
        </message>
        <message>
            <source>The settings were saved by a newer Sophon Monitor. What this one knows of them is used; the whole file is kept as {file}.</source>
            <translation>设置由更新版本的 Sophon Monitor 保存。本版本使用它认识的部分；整个文件保留为 {file}。</translation>
        </message>
        <message>
            <source>Listen on {port}</source>
            <translation>改用端口 {port}</translation>
        </message>
        <message>
            <source>The receiver listens on port {port} now. Boxes that were set to the former port send nothing here until they are borrowed again.</source>
            <translation>接收服务现在监听端口 {port}。设置为原端口的盒子在重新借用之前不会向这里发送任何内容。</translation>
        </message>
        <message>
            <source>The clock of this computer jumped from {before} to {after}. Nothing is removed for its age for a day, unless the clock is set right.</source>
            <translation>本机时钟从 {before} 跳到了 {after}。除非校正时钟，一天之内不会因过期而删除任何内容。</translation>
        </message>
        <message>
            <source>The clock of this computer was changed from {before} to {after}. Times of events before and after do not fit together.</source>
            <translation>本机时钟从 {before} 改成了 {after}。此前与此后的事件时间对不上。</translation>
        </message>
        <message>
            <source>The archive of this site was damaged. It is kept in {folder}, and a new one was begun. Boxes taken over: {boxes}.</source>
            <translation>本站点的存档已损坏。它保留在 {folder}，并已新建一个存档。已沿用的盒子：{boxes}。</translation>
        </message>
        <message>
            <source>Not all boxes could be read: add the missing ones again.</source>
            <translation>有些盒子无法读出：请重新添加缺少的盒子。</translation>
        </message>
        <message>
            <source>What can still be read of it: sophon-monitor export events --profile "{folder}"</source>
            <translation>仍可读出的内容：sophon-monitor export events --profile "{folder}"</translation>
        </message>
        <message>
            <source>Which settings of boxes were borrowed could not be read. Look at every box whether it still reports to this computer, and set it back by hand.</source>
            <translation>无法读出借用了哪些盒子的设置。请逐个检查盒子是否仍向本机上报，并手动改回。</translation>
        </message>
        <message>
            <source>With the purge, the damaged archive that was put aside is gone too.</source>
            <translation>已移到一旁的损坏存档也随此次彻底删除一并删除。</translation>
        </message>
        <message>
            <source>{address} is used by {program} (process {pid}): boxes cannot send to it. Close that program, or listen on another port.</source>
            <translation>{address} 已被 {program}（进程 {pid}）占用：盒子无法向它发送。请关闭该程序，或改用其他端口。</translation>
        </message>
        <message>
            <source>{address} is used by another program: boxes cannot send to it. Close that program, or listen on another port.</source>
            <translation>{address} 已被其他程序占用：盒子无法向它发送。请关闭该程序，或改用其他端口。</translation>
        </message>
        <message>
            <source>This computer has no address {host} any more: is the cable unplugged? Boxes cannot reach {address}; it listens again as soon as the address is back.</source>
            <translation>本机已没有地址 {host}：网线是否松脱？盒子无法到达 {address}；该地址恢复后会立即重新监听。</translation>
        </message>
        <message>
            <source>The network adapter of {host} is down: is the cable unplugged? Boxes cannot reach {address}.</source>
            <translation>{host} 的网卡已断开：网线是否松脱？盒子无法到达 {address}。</translation>
        </message>
        <message>
            <source>The disk of {folder} is full: nothing that comes is kept. Free some space; what waits is kept then.</source>
            <translation>{folder} 所在的磁盘已满：收到的内容无法保存。请腾出一些空间，等待中的内容随后会保存。</translation>
        </message>
        <message>
            <source>{folder} cannot be written: nothing that comes is kept. Mend its permissions.</source>
            <translation>{folder} 无法写入：收到的内容无法保存。请修正其权限。</translation>
        </message>
        <message>
            <source>The archive in {folder} is damaged: nothing that comes is kept. Close and start again: the damaged one is put aside then, and a new one begun.</source>
            <translation>{folder} 中的存档已损坏：收到的内容无法保存。请关闭并重新启动：届时会把损坏的存档移到一旁，并新建一个。</translation>
        </message>
        <message>
            <source>The archive in {folder} cannot be written: nothing that comes is kept. Close and start again.</source>
            <translation>{folder} 中的存档无法写入：收到的内容无法保存。请关闭并重新启动。</translation>
        </message>
        <message>
            <source>Where the support bundle goes</source>
            <translation>诊断包保存到哪里</translation>
        </message>
        <message>
            <source>The support bundle could not be written to {file}: {reason}.</source>
            <translation>诊断包无法写入 {file}：{reason}。</translation>
        </message>
        <message>
            <source>The support bundle is in {file}. It holds versions, settings, logs and counts, and no face, name, password or message.</source>
            <translation>诊断包在 {file}。它包含版本、设置、日志和计数，不含人脸、姓名、密码或消息内容。</translation>
        </message>
    </context>
    <context>
        <name>TroubleBar</name>
        <message>
            <source>Put this message away</source>
            <translation>关闭此消息</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>另有 %n 条</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Verdict</name>
        <message>
            <source>Rightly not recognised</source>
            <translation>未识别（正确）</translation>
        </message>
        <message>
            <source>Same person</source>
            <translation>同一人</translation>
        </message>
        <message>
            <source>Should have been recognised</source>
            <translation>应识别而未识别</translation>
        </message>
        <message>
            <source>Wrong</source>
            <translation>错误</translation>
        </message>
        <message>
            <source>Unsure</source>
            <translation>不确定</translation>
        </message>
        <message>
            <source>This person is not registered: the box was right (Y)</source>
            <translation>此人未注册：盒子判断正确（Y）</translation>
        </message>
        <message>
            <source>Both pictures show the same person (Y)</source>
            <translation>两张图是同一人（Y）</translation>
        </message>
        <message>
            <source>This person is registered: the box missed them (N)</source>
            <translation>此人已注册：盒子漏识别（N）</translation>
        </message>
        <message>
            <source>The pictures show two people (N)</source>
            <translation>两张图不是同一人（N）</translation>
        </message>
        <message>
            <source>It cannot be told from these pictures (U)</source>
            <translation>从图中无法判断（U）</translation>
        </message>
        <message>
            <source>Not judged yet</source>
            <translation>尚未判定</translation>
        </message>
        <message>
            <source>Taken back · {time}</source>
            <translation>已撤回 · {time}</translation>
        </message>
        <message>
            <source>Backspace takes the verdict back</source>
            <translation>按退格键撤回判定</translation>
        </message>
    </context>
    <context>
        <name>Verify</name>
        <message>
            <source>Report to check</source>
            <translation>要检验的报告</translation>
        </message>
        <message>
            <source>This file cannot be read: {reason}</source>
            <translation>无法读取此文件：{reason}</translation>
        </message>
        <message>
            <source>Unaltered: this report is as it was made, to the last byte.</source>
            <translation>未改动：此报告与生成时逐字节一致。</translation>
        </message>
        <message>
            <source>ALTERED: this file is not as it was made.</source>
            <translation>已被改动：此文件与生成时不一致。</translation>
        </message>
        <message>
            <source>This file is no PDF.</source>
            <translation>此文件不是 PDF。</translation>
        </message>
        <message>
            <source>This file is too large to be a report.</source>
            <translation>此文件过大，不可能是报告。</translation>
        </message>
        <message>
            <source>This PDF is signed, but it is no report of Sophon Monitor.</source>
            <translation>此 PDF 有签名，但不是 Sophon Monitor 的报告。</translation>
        </message>
        <message>
            <source>This PDF is not sealed: nobody can tell whether it was altered.</source>
            <translation>此 PDF 没有签名，无法判断是否被改动。</translation>
        </message>
        <message>
            <source>Reason: {code}</source>
            <translation>原因：{code}</translation>
        </message>
        <message>
            <source>Made with this profile's own key.</source>
            <translation>由本机配置的密钥签名。</translation>
        </message>
        <message>
            <source>Made with another key. Compare the fingerprint with the one its maker tells you.</source>
            <translation>由其他密钥签名。请与出具方提供的指纹核对。</translation>
        </message>
        <message>
            <source>Fingerprint: {text}</source>
            <translation>指纹：{text}</translation>
        </message>
        <message>
            <source>Sealed at {time}, as that computer's clock claimed.</source>
            <translation>签名时间：{time}（以签名电脑的时钟为准）</translation>
        </message>
        <message>
            <source>Site: {name}</source>
            <translation>站点：{name}</translation>
        </message>
        <message>
            <source>Result: {text}</source>
            <translation>结论：{text}</translation>
        </message>
        <message>
            <source>Evidence: {text}</source>
            <translation>证据：{text}</translation>
        </message>
        <message>
            <source>Is this report unaltered?</source>
            <translation>此报告是否未被改动？</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>其他文件…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
    </context>
    <context>
        <name>Walk</name>
        <message>
            <source>Recognised</source>
            <translation>已识别</translation>
        </message>
        <message>
            <source>Stranger</source>
            <translation>陌生人</translation>
        </message>
        <message>
            <source>Blacklist</source>
            <translation>黑名单</translation>
        </message>
        <message>
            <source>Sound off: quiet hours (M)</source>
            <translation>声音关：安静时段（M）</translation>
        </message>
        <message>
            <source>Sound off (M)</source>
            <translation>声音关（M）</translation>
        </message>
        <message>
            <source>No sound here: a beep at most (M)</source>
            <translation>此电脑无法播放声音，最多一声蜂鸣 (M)</translation>
        </message>
        <message>
            <source>Sound on (M)</source>
            <translation>声音开（M）</translation>
        </message>
        <message>
            <source>This computer may sleep</source>
            <translation>此电脑可能会休眠</translation>
        </message>
        <message>
            <source>Walk past a camera</source>
            <translation>请从采集设备前走过</translation>
        </message>
        <message>
            <source>Esc: back</source>
            <translation>Esc：返回</translation>
        </message>
        <message>
            <source>Walk test</source>
            <translation>走动测试</translation>
        </message>
    </context>
</TS>
