<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AddBox</name>
        <message>
            <source>Add a box</source>
            <translation>添加盒子</translation>
        </message>
        <message>
            <source>The address of the box in this network. Nothing is changed on the box by adding it.</source>
            <translation>盒子在本网络中的地址。添加盒子不会更改盒子上的任何设置。</translation>
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
            <source>192.168.1.180</source>
            <translation>192.168.1.180</translation>
        </message>
        <message>
            <source>Address of the box</source>
            <translation>盒子地址</translation>
        </message>
        <message>
            <source>IP address or host name, also address:API:events:system</source>
            <translation>IP地址或主机名，也可写成 地址:API端口:事件端口:系统端口</translation>
        </message>
        <message>
            <source>Empty: the name that the box gives itself</source>
            <translation>留空则使用盒子自己的名称</translation>
        </message>
        <message>
            <source>Name of the box</source>
            <translation>盒子名称</translation>
        </message>
        <message>
            <source>Advanced</source>
            <translation>高级配置</translation>
        </message>
        <message>
            <source>API port</source>
            <translation>API端口</translation>
        </message>
        <message>
            <source>Event port</source>
            <translation>事件端口</translation>
        </message>
        <message>
            <source>System port</source>
            <translation>系统端口</translation>
        </message>
        <message>
            <source>Add box</source>
            <translation>添加盒子</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>{name} has this address already.</source>
            <translation>{name} 已使用此地址。</translation>
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
            <source>Not registered</source>
            <translation>未注册</translation>
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
            <source>No boxes yet. Add the first one by its address (Ctrl+N).</source>
            <translation>尚无盒子，请按地址添加（Ctrl+N）。</translation>
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
            <source>Give it a name or other ports</source>
            <translation>设置名称或其他端口</translation>
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
            <source>Live</source>
            <translation>实时识别</translation>
        </message>
        <message>
            <source>Health</source>
            <translation>运行状态</translation>
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
            <source>Message log, light or dark, version</source>
            <translation>消息日志、外观、版本</translation>
        </message>
        <message>
            <source>Message log</source>
            <translation>消息日志</translation>
        </message>
        <message>
            <source>Colours</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Sophon Monitor {version}</source>
            <translation>Sophon Monitor {version}</translation>
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
</TS>
