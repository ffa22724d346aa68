// One of two or three ways to look, as buttons side by side.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

RowLayout {
    id: choice

    required property var event
    required property var texts
    required property string name
    required property var values

    spacing: Theme.gapSmall

    Text {
        Layout.fillWidth: true
        textFormat: Text.PlainText
        text: choice.texts["event_look_" + choice.name]
        wrapMode: Text.Wrap
        font.pixelSize: Theme.sizeBody
        color: Theme.text
    }

    Repeater {
        model: choice.values

        PushButton {
            required property string modelData

            objectName: "eventChoice_" + choice.name + "_" + modelData
            text: choice.texts["event_look_" + choice.name + "_" + modelData]
            checked: choice.event.look[choice.name] === modelData
            Accessible.role: Accessible.RadioButton
            Accessible.checked: checked
            onClicked: choice.event.change(choice.name, modelData)
        }
    }
}
