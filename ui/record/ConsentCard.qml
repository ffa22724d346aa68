// The question whether the talk may be kept, over the resident's side and in their language.
import QtQuick
import QtQuick.Layouts
import "../shared"
import "../theme"

Rectangle {
    id: card

    required property var record
    required property var words
    required property string face
    readonly property bool low: height < 420
    readonly property bool tight: height < 200 // side by side, whatever the width
    readonly property bool flat: tight && width >= 640

    component Answer: PushButton {
        id: answer

        Layout.fillWidth: true
        Layout.preferredWidth: 1
        implicitHeight: !card.low ? Theme.targetLarge : card.tight && !card.flat ? Theme.target + 6 : Theme.target
        topPadding: 2
        bottomPadding: 2
        font.family: card.face
        font.pixelSize: Theme.sizeLarge

        contentItem: Text {
            textFormat: Text.PlainText
            text: answer.text
            font: answer.font
            color: answer.ink
            horizontalAlignment: Text.AlignHCenter
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.Wrap
            // Never cut off: it is what they agree to.
            fontSizeMode: Text.Fit
            minimumPixelSize: 12
        }
    }

    objectName: "consentCard"
    color: Theme.background
    clip: true
    Accessible.role: Accessible.Dialog
    Accessible.name: card.record.question

    MouseArea { anchors.fill: parent } // what is behind it is not to be pressed

    GridLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.gapLarge, 900)
        height: Math.min(implicitHeight, parent.height - 2 * Theme.gapSmall)
        columns: card.flat ? 2 : 1
        columnSpacing: Theme.gap
        rowSpacing: card.low ? Theme.gapSmall : 2 * Theme.gapLarge

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 1
            implicitHeight: question.height

            ScrollPane {
                id: pane

                objectName: "consentPane"
                anchors.fill: parent
                contentHeight: question.height
                activeFocusOnTab: true
                Accessible.role: Accessible.Pane
                Accessible.name: card.record.question
                Keys.onUpPressed: pane.contentY = Math.max(0, pane.contentY - Theme.sizeStart)
                Keys.onDownPressed: pane.contentY = Math.min(pane.contentHeight - pane.height,
                    pane.contentY + Theme.sizeStart)

                Text {
                    id: question

                    objectName: "consentQuestion"
                    width: pane.width - Theme.gap // beside the scroll bar
                    text: card.record.question
                    textFormat: Text.PlainText
                    wrapMode: Text.Wrap
                    font.family: card.face
                    font.pixelSize: card.low ? Theme.sizeLarge : Theme.sizeStart
                    color: Theme.text
                }
            }

            FocusRing { shown: pane.activeFocus }
        }

        GridLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 1
            columns: card.width < 640 && !card.tight ? 1 : 2
            columnSpacing: Theme.gap
            rowSpacing: Theme.gapSmall

            Answer {
                objectName: "consentYes"
                text: card.words.consent_yes
                onClicked: card.record.answer(true)
            }

            Answer {
                objectName: "consentNo"
                text: card.words.consent_no
                onClicked: card.record.answer(false)
            }
        }
    }
}
