// A number of the looks, with a button for less and one for more.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

RowLayout {
    id: number

    required property var event
    required property var texts
    required property string name
    required property string unit
    readonly property string label: texts["event_look_" + name]
    readonly property var limits: event.numbers[name]
    readonly property real value: name === "lines" ? event.look.linesWanted : event.look[name]

    spacing: Theme.gapSmall

    Text {
        Layout.fillWidth: true
        textFormat: Text.PlainText
        text: number.label
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.text
    }

    PushButton {
        objectName: "eventLess_" + number.name
        implicitWidth: Theme.target
        text: "−"
        enabled: number.value > number.limits.low
        Accessible.name: number.label + " " + number.texts.event_look_less
        onClicked: number.event.step(number.name, -1)
    }

    Text {
        Layout.preferredWidth: 116
        horizontalAlignment: Text.AlignHCenter
        textFormat: Text.PlainText
        text: number.value + " " + number.unit
        font.pixelSize: Theme.sizeBody
        color: Theme.text
    }

    PushButton {
        objectName: "eventMore_" + number.name
        implicitWidth: Theme.target
        text: "＋"
        enabled: number.value < number.limits.high
        Accessible.name: number.label + " " + number.texts.event_look_more
        onClicked: number.event.step(number.name, 1)
    }
}
